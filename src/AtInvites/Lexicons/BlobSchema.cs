using System.Globalization;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>A blob reference. The legacy form <c>{cid, mimeType}</c> is read
/// too, as the data model asks, and has no size to check.</summary>
internal sealed class BlobSchema : LexiconSchema
{
    public string[]? Accept { get; init; }

    public long? MaxSize { get; init; }

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object || !TryGetText(value, "mimeType", out var mimeType)) return NotABlob();
        long size = 0;
        if (!IsLegacy(value) && !IsTyped(value, out size)) return NotABlob();
        if (size > MaxSize)
            return LexiconFault.Here(string.Create(CultureInfo.InvariantCulture, $"must not be larger than {MaxSize} bytes"));
        return Accept is null || Accepts(mimeType.GetString()!) ? null
            : LexiconFault.Here($"must be of a type like {string.Join(", ", Accept.Take(StringSchema.ListedValues))}");
    }

    private static bool IsTyped(JsonElement value, out long size)
    {
        size = 0;
        return value.GetPropertyCount() == 4
            && TryGetText(value, "$type", out var type) && type.ValueEquals("blob")
            && value.TryGetProperty("ref", out var link) && DataModel.IsLink(link)
            && value.TryGetProperty("size", out var number) && number.ValueKind == JsonValueKind.Number
            && IntegerSchema.TryRead(number, out size) && size >= 0;
    }

    private static bool IsLegacy(JsonElement value) => value.GetPropertyCount() == 2
        && TryGetText(value, "cid", out var cid) && StringFormat.Cid.Accepts(cid.GetString());

    private bool Accepts(string mimeType)
    {
        foreach (var pattern in Accept!)
        {
            var wild = pattern.EndsWith('*');
            var matches = wild
                ? mimeType.StartsWith(pattern == "*/*" ? "" : pattern[..^1], StringComparison.Ordinal)
                : mimeType == pattern;
            if (matches) return true;
        }
        return false;
    }

    private static bool TryGetText(JsonElement value, string name, out JsonElement text) =>
        value.TryGetProperty(name, out text) && text.ValueKind == JsonValueKind.String;

    private static LexiconFault NotABlob() => LexiconFault.Here("should be a blob ref");
}
