using System.Buffers;

namespace AtInvites.Syntax;

internal static class PercentEncoding
{
    /// <summary>Whether <paramref name="text"/> consists of <paramref name="allowed"/> and of <c>%</c> with two hex digits
    /// (RFC 3986 section 2.1).</summary>
    public static bool Covers(ReadOnlySpan<char> text, SearchValues<char> allowed)
    {
        while (text.IndexOfAnyExcept(allowed) is >= 0 and var other)
        {
            if (text[other] != '%' || text.Length < other + 3) return false;
            if (!char.IsAsciiHexDigit(text[other + 1]) || !char.IsAsciiHexDigit(text[other + 2])) return false;
            text = text[(other + 3)..];
        }

        return true;
    }
}
