using System.Buffers;
using System.Buffers.Text;

namespace AtInvites.Authentication;

/// <summary>base64url as JWS writes it (RFC 7515, section 2): no padding, no white space, and no bits to spare, so that one
/// token has one text.</summary>
internal static class StrictBase64Url
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>The bytes of <paramref name="text"/>, or null.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExcept(Letters)) return null;
        var spare = (text.Length % 4) switch { 0 => 0, 2 => 0b1111, 3 => 0b11, _ => -1 };
        if (spare < 0 || (spare > 0 && (Alphabet.IndexOf(text[^1]) & spare) != 0)) return null;
        return Base64Url.DecodeFromChars(text);
    }
}
