namespace AtInvites.Syntax;

/// <summary>Reads the bytes of lower-case RFC 4648 base32 without a buffer. The text's characters have been checked.</summary>
internal ref struct Base32Reader(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;
    private uint _buffer;
    private int _bits;

    /// <summary>Whole bytes not yet read.</summary>
    public readonly int Remaining => (int)((((long)(_text.Length - _position) * 5) + _bits) / 8);

    public bool TryRead(out byte value)
    {
        value = 0;
        if (Remaining == 0) return false;
        while (_bits < 8)
        {
            var character = _text[_position++];
            _buffer = (_buffer << 5) | (uint)(character >= 'a' ? character - 'a' : character - '2' + 26);
            _bits += 5;
        }

        _bits -= 8;
        value = (byte)(_buffer >> _bits);
        return true;
    }

    /// <summary>Reads an unsigned LEB128 number of at most nine bytes (the multiformats limit).</summary>
    public bool TryReadVarint(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            if (!TryRead(out var next)) return false;
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return true;
        }

        return false;
    }

    /// <summary>Whether base32 could have produced a text of this length and these last bits.</summary>
    public static bool IsCanonical(ReadOnlySpan<char> text)
    {
        var spareBits = (int)((long)text.Length * 5 % 8);
        if (spareBits >= 5) return false;
        if (spareBits == 0) return true;
        var last = text[^1] >= 'a' ? text[^1] - 'a' : text[^1] - '2' + 26;
        return (last & ((1 << spareBits) - 1)) == 0;
    }
}
