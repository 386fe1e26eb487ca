using System.Security.Cryptography;

namespace AtInvites.Tests.Tokens;

/// <summary>A generator that gives 0, 1, 2 … 255, 0 … , so that a test knows what was drawn.</summary>
internal sealed class CountingBytes : RandomNumberGenerator
{
    private byte _next;

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data)
    {
        for (var i = 0; i < data.Length; i++) data[i] = _next++;
    }
}
