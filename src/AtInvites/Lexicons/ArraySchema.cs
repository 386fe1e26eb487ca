using System.Globalization;
using System.Text.Json;

namespace AtInvites.Lexicons;

internal sealed class ArraySchema(LexiconSchema items) : LexiconSchema
{
    public LexiconSchema Items => items;

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public override IEnumerable<LexiconSchema> Children => [items];

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Array) return LexiconFault.Here("must be an array");
        if (CheckLength(value.GetArrayLength()) is { } fault) return fault;
        if (depth >= MaxDepth) return LexiconFault.Here("is nested too deeply");
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (items.Check(item, depth + 1) is { } inner) return inner.Under(index);
            index++;
        }
        return null;
    }

    public LexiconFault? CheckLength(int length)
    {
        if (MaxLength < length) return Bound("more", MaxLength.Value);
        return MinLength > length ? Bound("fewer", MinLength.Value) : null;
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartArray();
        foreach (var item in value.EnumerateArray()) items.Write(writer, item);
        writer.WriteEndArray();
    }

    private static LexiconFault Bound(string direction, int bound) =>
        LexiconFault.Here(string.Create(CultureInfo.InvariantCulture, $"must not have {direction} than {bound} elements"));
}
