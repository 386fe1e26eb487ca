using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>HMAC-SHA-256 (RFC 2104) with the two blocks of the key hashed once, when it is made, or SHA-256 (FIPS 180-4) without
/// a key. A token's hash is then two blocks, or one.</summary>
internal sealed class MidstateHash
{
    private const int Block = NativeSha256.BlockBytes;
    private const int Words = TokenHash.Size / sizeof(uint);

    // Bytes of the length in bits, and the one bit before the padding, at the end of a message.
    private const int Ending = sizeof(ulong) + 1;

    private static readonly uint[] Initial =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private readonly Sha256Transform _transform;
    private readonly uint[] _inner;
    private readonly uint[]? _outer;

    private MidstateHash(Sha256Transform transform, byte[]? key)
    {
        _transform = transform;
        if (key is null)
        {
            _inner = Initial;
            return;
        }

        Span<byte> padded = stackalloc byte[Block];
        padded.Clear();
        if (key.Length > Block) SHA256.HashData(key, padded);
        else key.CopyTo(padded);
        _inner = StateAfter(padded, 0x36);
        _outer = StateAfter(padded, 0x5c);
        CryptographicOperations.ZeroMemory(padded);
    }

    /// <summary>Null without a transform, and with one whose hashes under this very key are not those of .NET.</summary>
    public static MidstateHash? Of(Sha256Transform? transform, byte[]? key)
    {
        if (transform is null) return null;
        var hash = new MidstateHash(transform, key);
        return hash.IsRight(key) ? hash : null;
    }

    // What the stack held before is overwritten before it is read.
    [SkipLocalsInit]
    public TokenHash Hash(ReadOnlySpan<byte> message)
    {
        Span<uint> state = stackalloc uint[NativeSha256.StateWords];
        Span<byte> ending = stackalloc byte[2 * Block];
        _inner.CopyTo(state);
        var before = _outer is null ? 0 : Block;
        Finish(state, message, before, ending);
        if (_outer is not null)
        {
            Span<byte> digest = stackalloc byte[TokenHash.Size];
            for (var i = 0; i < Words; i++) BinaryPrimitives.WriteUInt32BigEndian(digest[(i * sizeof(uint))..], state[i]);
            _outer.CopyTo(state);
            Finish(state, digest, before, ending);
            CryptographicOperations.ZeroMemory(digest);
        }

        CryptographicOperations.ZeroMemory(ending);
        return new(state);
    }

    /// <summary>Takes the message and its padding (FIPS 180-4 section 5.1.1) into a state that has had
    /// <paramref name="before"/> bytes.</summary>
    private void Finish(Span<uint> state, ReadOnlySpan<byte> message, int before, Span<byte> ending)
    {
        var bits = (ulong)(before + (long)message.Length) * 8;
        for (; message.Length >= Block; message = message[Block..]) _transform(state, message);
        var end = message.Length + Ending <= Block ? Block : 2 * Block;
        message.CopyTo(ending);
        ending[message.Length..end].Clear();
        ending[message.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(ending[(end - sizeof(ulong))..], bits);
        _transform(state, ending);
        if (end > Block) _transform(state, ending[Block..]);
    }

    private uint[] StateAfter(ReadOnlySpan<byte> padded, byte pad)
    {
        Span<byte> block = stackalloc byte[Block];
        for (var i = 0; i < Block; i++) block[i] = (byte)(padded[i] ^ pad);
        Span<uint> state = stackalloc uint[NativeSha256.StateWords];
        Initial.CopyTo(state);
        _transform(state, block);
        CryptographicOperations.ZeroMemory(block);
        return state[..Words].ToArray();
    }

    // Each length puts the end of the message elsewhere in its last block, or just over it.
    private bool IsRight(byte[]? key)
    {
        Span<byte> message = stackalloc byte[200];
        for (var i = 0; i < message.Length; i++) message[i] = (byte)((i * 7) + 1);
        Span<byte> digest = stackalloc byte[TokenHash.Size];
        foreach (var length in (ReadOnlySpan<int>)[0, 31, 32, 33, 55, 56, 63, 64, 65, 119, 120, 128, 200])
        {
            if (key is null) SHA256.HashData(message[..length], digest);
            else HMACSHA256.HashData(key, message[..length], digest);
            if (Hash(message[..length]) != new TokenHash(digest)) return false;
        }

        return true;
    }
}
