using System.Buffers;
using System.Globalization;
using System.Text;

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

    /// <summary>Whether the encoded bytes of an ASCII text that <see cref="Covers"/> accepts make UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<char> text)
    {
        const int charactersAByte = 3;
        Span<byte> bytes = stackalloc byte[4];
        while (text.IndexOf('%') is >= 0 and var start)
        {
            text = text[start..];
            var count = 0;
            for (var at = 0; count < bytes.Length && at < text.Length && text[at] == '%'; at += charactersAByte)
            {
                bytes[count++] = byte.Parse(text.Slice(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            }

            if (Rune.DecodeFromUtf8(bytes[..count], out _, out var used) != OperationStatus.Done) return false;
            text = text[(used * charactersAByte)..];
        }

        return true;
    }
}
