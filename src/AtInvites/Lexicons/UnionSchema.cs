using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>A choice by <c>$type</c>. An open one lets objects of types it does not name through unchecked.</summary>
internal sealed class UnionSchema(LexiconReference[] references, bool isClosed) : LexiconSchema
{
    public IReadOnlyList<LexiconReference> References => references;

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("$type", out var type)
            || type.ValueKind != JsonValueKind.String)
            return LexiconFault.Here("must be an object which includes the \"$type\" property");
        var name = type.GetString()!;
        if (Variant(name) is { } variant) return variant.Check(value, depth);
        if (name.StartsWith('#')) return LexiconFault.Here("$type must be a full name, without a leading #");
        return isClosed ? LexiconFault.Here($"$type must be one of {Listed()}") : null;
    }

    public override ObjectSchema? ObjectFor(JsonElement value) => Chosen(value)?.ObjectFor(value);

    public override void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (Chosen(value) is { } variant) variant.Write(writer, value);
        else value.WriteTo(writer);
    }

    private LexiconSchema? Chosen(JsonElement value) => Variant(value.GetProperty("$type").GetString()!);

    private LexiconSchema? Variant(string type)
    {
        foreach (var reference in references)
            if (reference.IsNamedBy(type)) return reference.Resolve();
        return null;
    }

    private string Listed() =>
        string.Join(", ", references.Take(StringSchema.ListedValues).Select(reference => reference.Target));
}
