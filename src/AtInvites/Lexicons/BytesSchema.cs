using System.Globalization;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>Bytes in their JSON form, <c>{"$bytes": base64}</c>; lengths count the decoded bytes.</summary>
internal sealed class BytesSchema : LexiconSchema
{
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (!DataModel.TryGetOnly(value, "$bytes", out var text) || DataModel.Base64Length(text) is not { } length)
            return LexiconFault.Here("must be a byte array, {\"$bytes\": base64}");
        if (MaxLength < length) return Bound("larger", MaxLength.Value);
        return MinLength > length ? Bound("smaller", MinLength.Value) : null;
    }

    private static LexiconFault Bound(string direction, int bound) =>
        LexiconFault.Here(string.Create(CultureInfo.InvariantCulture, $"must not be {direction} than {bound} bytes"));
}
