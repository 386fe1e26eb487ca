namespace AtInvites.Authentication;

/// <summary>base58btc, as multibase uses it under the prefix <c>z</c>.</summary>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Decoding is quadratic, and no key of ours is longer: an uncompressed point takes 89 characters.</summary>
    private const int MaxLength = 128;

    /// <summary>The bytes of <paramref name="text"/>, or null where it is not base58 of at most 128 characters.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) return null;
        Span<byte> bytes = stackalloc byte[MaxLength];
        var used = 0;
        foreach (var letter in text)
        {
            var carry = Alphabet.IndexOf(letter);
            if (carry < 0) return null;
            for (var i = 0; i < used || carry > 0; i++)
            {
                used = Math.Max(used, i + 1);
                carry += 58 * bytes[^(i + 1)];
                bytes[^(i + 1)] = (byte)carry;
                carry >>= 8;
            }
        }
        var zeros = text.IndexOfAnyExcept('1');
        if (zeros < 0) zeros = text.Length;
        return bytes[^(used + zeros)..].ToArray();
    }
}
