using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>A record: its object, which names its own collection in <c>$type</c>, bare or with the scheme <c>lex:</c>.</summary>
internal sealed class RecordSchema(string collection, LexiconSchema body) : LexiconSchema
{
    private readonly string _uri = "lex:" + collection;

    public override IEnumerable<LexiconSchema> Children => [body];

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object) return LexiconFault.Here("must be an object");
        if (!value.TryGetProperty("$type", out var type) || type.ValueKind != JsonValueKind.String)
            return LexiconFault.Here("must be a string").Under("$type");
        return type.ValueEquals(collection) || type.ValueEquals(_uri)
            ? body.Check(value, depth) : LexiconFault.Here($"must be {collection}").Under("$type");
    }

    public override ObjectSchema? ObjectFor(JsonElement value) => body.ObjectFor(value);

    public override void Write(Utf8JsonWriter writer, JsonElement value) => body.Write(writer, value);
}
