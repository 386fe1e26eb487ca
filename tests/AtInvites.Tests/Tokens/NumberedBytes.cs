using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AtInvites.Tests.Tokens;

/// <summary>A generator whose 32 bytes are a number, 1, 2, 3 … and zeros, so that a test knows which were given. It keeps what it
/// was asked to fill.</summary>
internal sealed class NumberedBytes : RandomNumberGenerator
{
    private long _last;

    public byte[] Filled { get; private set; } = [];

    public int Calls { get; private set; }

    /// <summary>How many of the next calls fail, having written half.</summary>
    public int Failures { get; set; }

    public override void GetBytes(byte[] data)
    {
        Filled = data;
        Calls++;
        for (var at = 0; at < data.Length; at += 32)
        {
            if (Failures > 0 && at >= data.Length / 2)
            {
                Failures--;
                throw new CryptographicException("No entropy.");
            }

            data.AsSpan(at, 32).Clear();
            BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(at), ++_last);
        }
    }

    public override void GetBytes(Span<byte> data)
    {
        var bytes = new byte[data.Length];
        GetBytes(bytes);
        bytes.CopyTo(data);
    }
}
