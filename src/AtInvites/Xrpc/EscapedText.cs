using System.Buffers.Text;

namespace AtInvites.Xrpc;

/// <summary>Looks into the escapes of JSON text, which may spell half a character where UTF-8 itself cannot.</summary>
internal static class EscapedText
{
    private const int EscapeLength = 6;

    /// <summary>Whether every surrogate written as <c>\uD8xx</c> has its other half behind it. Text without such an escape costs
    /// one search.</summary>
    public static bool IsUnicode(ReadOnlySpan<byte> json)
    {
        for (var i = json.IndexOf((byte)'\\'); i >= 0 && i < json.Length - 1;)
        {
            var unit = Unit(json[i..]);
            if (unit is >= 0xDC00 and < 0xE000) return false;
            if (unit is >= 0xD800 and < 0xDC00)
            {
                i += EscapeLength;
                if (Unit(json[Math.Min(i, json.Length)..]) is not (>= 0xDC00 and < 0xE000)) return false;
            }

            // An escape of any kind takes the character behind its backslash with it.
            i += 2;
            var next = json[Math.Min(i, json.Length)..].IndexOf((byte)'\\');
            if (next < 0) return true;
            i += next;
        }

        return true;
    }

    private static int? Unit(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text[0] == '\\' && text[1] == 'u'
            && Utf8Parser.TryParse(text.Slice(2, 4), out ushort unit, out var used, 'x') && used == 4
            ? unit
            : null;
}
