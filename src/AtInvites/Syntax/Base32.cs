namespace AtInvites.Syntax;

/// <summary>Writes lower-case RFC 4648 base32 without padding, the text that <see cref="Base32Reader"/> reads.</summary>
internal static class Base32
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>Characters that so many bytes take.</summary>
    public static int Length(int bytes) => ((bytes * 8) + 4) / 5;

    /// <summary>Fills <paramref name="text"/>, which has <see cref="Length"/> characters.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        var (buffer, bits, at) = (0u, 0, 0);
        foreach (var value in bytes)
        {
            buffer = (buffer << 8) | value;
            for (bits += 8; bits >= 5; bits -= 5) text[at++] = Alphabet[(int)(buffer >> (bits - 5)) & 31];
        }

        if (bits > 0) text[at] = Alphabet[(int)(buffer << (5 - bits)) & 31];
    }
}
