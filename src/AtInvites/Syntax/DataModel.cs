using System.Runtime.InteropServices;
using System.Text.Json;

namespace AtInvites.Syntax;

/// <summary>The compound values that the data model writes as JSON objects (atproto.com/specs/data-model).</summary>
internal static class DataModel
{
    /// <summary>The string that is the object's only property.</summary>
    public static bool TryGetOnly(JsonElement value, string name, out JsonElement text)
    {
        text = default;
        return value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 1
            && value.TryGetProperty(name, out text) && text.ValueKind == JsonValueKind.String;
    }

    public static bool IsLink(JsonElement value) =>
        TryGetOnly(value, "$link", out var cid) && Cid.TryParse(cid.GetString(), out _);

    /// <summary>The number of bytes that base64, padded or not, stands for; null when it is not base64.</summary>
    public static int? Base64Length(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return raw.Contains((byte)'\\') ? Base64Length(System.Text.Encoding.UTF8.GetBytes(text.GetString()!)) : Base64Length(raw);
    }

    private static int? Base64Length(ReadOnlySpan<byte> text)
    {
        var digits = text.TrimEnd((byte)'=');
        var padding = text.Length - digits.Length;
        if (digits.Length % 4 == 1 || (padding > 0 && (padding > 2 || text.Length % 4 != 0))) return null;
        foreach (var digit in digits)
            if (!char.IsAsciiLetterOrDigit((char)digit) && digit is not ((byte)'+' or (byte)'/')) return null;
        return (int)(digits.Length * 3L / 4);
    }
}
