using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>An object. Properties it does not name are let through, as the lexicon specification asks.</summary>
internal sealed class ObjectSchema(ObjectProperty[] properties) : LexiconSchema
{
    public override IEnumerable<LexiconSchema> Children => properties.Select(property => property.Schema);

    public override LexiconFault? Check(JsonElement value, int depth)
    {
        if (value.ValueKind != JsonValueKind.Object) return LexiconFault.Here("must be an object");
        if (depth >= MaxDepth) return LexiconFault.Here("is nested too deeply");
        foreach (var property in properties)
        {
            if (!value.TryGetProperty(property.Name, out var inner))
            {
                if (property.IsRequired && property.Schema.Default is null)
                    return LexiconFault.Here($"must have the property \"{property.Name}\"");
                continue;
            }
            if (property.IsNullable && inner.ValueKind == JsonValueKind.Null) continue;
            if (property.Schema.Check(inner, depth + 1) is { } fault) return fault.Under(property.Name);
        }
        return null;
    }

    public override ObjectSchema? ObjectFor(JsonElement value) => value.ValueKind == JsonValueKind.Object ? this : null;

    public override void Write(Utf8JsonWriter writer, JsonElement value)
    {
        writer.WriteStartObject();
        foreach (var member in value.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            if (Find(member.Name) is { } known && member.Value.ValueKind != JsonValueKind.Null)
                known.Schema.Write(writer, member.Value);
            else
                member.Value.WriteTo(writer);
        }
        foreach (var property in properties)
        {
            if (property.Schema.Default is not { } fallback || value.TryGetProperty(property.Name, out _)) continue;
            writer.WritePropertyName(property.Name);
            fallback.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    public ObjectProperty? Find(string name)
    {
        foreach (var property in properties)
            if (property.Name == name) return property;
        return null;
    }
}
