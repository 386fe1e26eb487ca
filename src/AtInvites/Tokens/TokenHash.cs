using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace AtInvites.Tokens;

/// <summary>The 32-byte keyed hash by which a store finds an invite. Not a secret: its lower-case hex is the <c>tokenHash</c>
/// of <c>rsvp.atmo.space.defs#inviteView</c>. Compared without branching on its content and ordered as its bytes are.</summary>
public readonly struct TokenHash : IEquatable<TokenHash>, IComparable<TokenHash>
{
    /// <summary>Bytes in a hash.</summary>
    public const int Size = 32;

    private readonly ulong _a, _b, _c, _d;

    /// <summary>Takes exactly <see cref="Size"/> bytes; any other length is an <see cref="ArgumentException"/>.</summary>
    public TokenHash(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new ArgumentException("A token hash has 32 bytes.", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>Takes the first 8 words of a SHA-256 state, which stand for big-endian bytes.</summary>
    internal TokenHash(ReadOnlySpan<uint> words)
    {
        _a = ((ulong)words[0] << 32) | words[1];
        _b = ((ulong)words[2] << 32) | words[3];
        _c = ((ulong)words[4] << 32) | words[5];
        _d = ((ulong)words[6] << 32) | words[7];
    }

    /// <summary>The first 64 bits: uniform, because the hash is.</summary>
    internal long Prefix => (long)_a;

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>The 32 bytes in an array of their own.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>64 lower-case hex digits, the form on the wire.</summary>
    public string ToHex()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Reads 64 lower-case hex digits; upper case, white space or any other length is refused.</summary>
    public static bool TryParseHex([NotNullWhen(true)] string? text, out TokenHash hash)
    {
        hash = default;
        if (text is not { Length: Size * 2 } || text.AsSpan().ContainsAnyInRange('A', 'F')) return false;
        Span<byte> bytes = stackalloc byte[Size];
        if (Convert.FromHexString(text, bytes, out _, out _) != System.Buffers.OperationStatus.Done) return false;
        hash = new(bytes);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(TokenHash other) => ((_a ^ other._a) | (_b ^ other._b) | (_c ^ other._c) | (_d ^ other._d)) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TokenHash other && Equals(other);

    /// <summary>The leading bits: a hash is uniform already, so nothing is mixed.</summary>
    public override int GetHashCode() => (int)(_a >> 32);

    /// <inheritdoc/>
    public int CompareTo(TokenHash other)
    {
        var order = _a.CompareTo(other._a);
        if (order == 0) order = _b.CompareTo(other._b);
        if (order == 0) order = _c.CompareTo(other._c);
        return order != 0 ? order : _d.CompareTo(other._d);
    }

    /// <inheritdoc/>
    public override string ToString() => ToHex();

    /// <summary>Whether both hold the same 32 bytes.</summary>
    public static bool operator ==(TokenHash left, TokenHash right) => left.Equals(right);

    /// <summary>Whether any byte differs.</summary>
    public static bool operator !=(TokenHash left, TokenHash right) => !left.Equals(right);
}
