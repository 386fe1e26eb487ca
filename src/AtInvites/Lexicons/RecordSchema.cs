using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>A record: its object, which names its own collection in <c>$type</c>, bare or with the scheme <c>lex:</c>.</summary>
internal sealed class RecordSchema(string collection, string? key, LexiconSchema body) : LexiconSchema
{
    private const string Literal = "literal:";

    private readonly string _uri = "lex:" + collection;

    public override IEnumerable<LexiconSchema> Children => [body];

    public override LexiconSchema Target => body.Target;

    /// <summary>Whether the properties of these names, each in the object of the one before, end at a string.</summary>
    public bool LeadsToText(ReadOnlySpan<string> names)
    {
        LexiconSchema? schema = this;
        foreach (var name in names)
        {
            // What the lexicon leaves open may hold it.
            if (schema?.Target is UnknownSchema) return true;
            schema = (schema?.Target as ObjectSchema)?.Find(name)?.Schema;
        }

        return schema?.Target is StringSchema;
    }

    /// <summary>Whether a record of this collection may have this key; one without a rule takes any.</summary>
    public bool Allows(RecordKey rkey) => key switch
    {
        "tid" => Tid.IsValid(rkey.Value),
        "nsid" => Nsid.IsValid(rkey.Value),
        not null when key.StartsWith(Literal, StringComparison.Ordinal) => rkey.Value == key[Literal.Length..],
        _ => true,
    };

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
