using System.Security.Cryptography;

namespace AtInvites.Tests.Tokens;

/// <summary>A generator that gives the same bytes a number of times before it gives others.</summary>
internal sealed class RepeatingBytes(int times) : RandomNumberGenerator
{
    private int _calls;

    public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

    public override void GetBytes(Span<byte> data) => data.Fill((byte)(_calls++ / times));
}
