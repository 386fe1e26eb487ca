using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace AtInvites.Lexicons;

/// <summary>Finds JSON text that no Unicode string can hold: raw bytes that are not UTF-8 and escapes of half a surrogate
/// pair. The JSON reader lets both pass and throws when the string is taken out.</summary>
internal static class UnicodeText
{
    private const int LongestName = 64;

    public static LexiconFault? Check(JsonElement value)
    {
        if (IsUnicode(JsonMarshal.GetRawUtf8Value(value))) return null;
        var fault = LexiconFault.Here("must be Unicode text, without halves of surrogate pairs such as \\ud800");
        if (value.ValueKind != JsonValueKind.Object) return fault;
        foreach (var member in value.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(member);
            if (!IsUnicode(name)) return fault;
            if (IsUnicode(JsonMarshal.GetRawUtf8Value(member.Value))) continue;
            return name.Length <= LongestName ? fault.Under(member.Name) : fault;
        }
        return fault;
    }

    /// <summary>Whether <paramref name="json"/>, which need not be JSON yet, holds neither.</summary>
    public static bool IsUnicode(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        while (json.IndexOf((byte)'\\') is >= 0 and var at)
        {
            json = json[at..];
            if (!TryEscape(json, out var unit))
            {
                json = json[Math.Min(2, json.Length)..];
                continue;
            }
            json = json[6..];
            if (char.IsLowSurrogate(unit)) return false;
            if (!char.IsHighSurrogate(unit)) continue;
            if (!TryEscape(json, out var low) || !char.IsLowSurrogate(low)) return false;
            json = json[6..];
        }
        return true;
    }

    private static bool TryEscape(ReadOnlySpan<byte> json, out char unit)
    {
        unit = default;
        if (json.Length < 6 || json[0] != '\\' || json[1] != 'u') return false;
        var digits = json.Slice(2, 4);
        var isHex = ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value);
        unit = (char)value;
        return isHex;
    }
}
