using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Lexicons;

/// <summary>Reads a lexicon document and checks everything that can be checked without the other documents.</summary>
internal static class LexiconDocumentReader
{
    private const string Unnamed = "(unnamed)";

    public static LexiconDocument Read(LexiconCatalog catalog, ReadOnlySpan<byte> utf8Json)
    {
        var root = new LexiconCursor(catalog, Unnamed, "", Parse(utf8Json));
        if (root.Value.ValueKind != JsonValueKind.Object) throw root.Fail("a lexicon document is a JSON object.");
        if (!Nsid.TryParse(root.Text("id"), out var id)) throw root.Fail("\"id\" must be an NSID, as in com.example.method.");
        root = new(catalog, id.Value, "", root.Value);
        if (root.Integer("lexicon") != 1) throw root.Fail("\"lexicon\" must be 1.");
        var schemas = new Dictionary<string, LexiconSchema>(StringComparer.Ordinal);
        LexiconMethod? method = null;
        foreach (var (name, at) in root.Child("defs").Members())
        {
            var type = at.Text("type");
            if (name != "main" && type is "record" or "query" or "procedure" or "subscription" or "permission-set")
                throw at.Fail($"a {type} must be the main definition.");
            if (MethodKind(type) is { } kind) method = Method(at, id, kind);
            else schemas.Add(name, Definition(at, name, type));
        }
        var document = new LexiconDocument
        {
            Id = id,
            Definitions = schemas.ToFrozenDictionary(StringComparer.Ordinal),
            Method = method,
            Structure = WithoutDescriptions(root.Value),
        };
        foreach (var reference in document.References()) reference.RequireLocal(document);
        return document;
    }

    private static JsonElement Parse(ReadOnlySpan<byte> utf8Json)
    {
        try
        {
            return JsonElement.Parse(utf8Json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException fault)
        {
            throw new LexiconException(Unnamed, "", $"is not a JSON document: {fault.Message}");
        }
    }

    private static LexiconSchema Definition(LexiconCursor at, string name, string type) => type switch
    {
        "token" => new TokenSchema(name == "main" ? at.Document : $"{at.Document}#{name}"),
        "record" => Record(at),
        "permission-set" => new PermissionSetSchema(),
        _ => SchemaReader.Concrete(at, type) ?? throw SchemaReader.Unknown(at, type),
    };

    private static RecordSchema Record(LexiconCursor at)
    {
        var key = at.OptionalText("key");
        var body = at.Child("record");
        return body.Text("type") == "object"
            ? new(at.Document, key, SchemaReader.Body(body)) : throw body.Fail("a record holds an object.");
    }

    private static LexiconMethodKind? MethodKind(string type) => type switch
    {
        "query" => LexiconMethodKind.Query,
        "procedure" => LexiconMethodKind.Procedure,
        "subscription" => LexiconMethodKind.Subscription,
        _ => null,
    };

    private static LexiconMethod Method(LexiconCursor at, Nsid id, LexiconMethodKind kind)
    {
        var hasInput = at.TryChild("input", out var input);
        if (hasInput && kind != LexiconMethodKind.Procedure) throw input.Fail("only a procedure has an input.");
        var hasOutput = at.TryChild("output", out var output);
        return new LexiconMethod(id, kind)
        {
            Parameters = at.TryChild("parameters", out var parameters) ? SchemaReader.Parameters(parameters) : ParamsSchema.Empty,
            InputEncoding = hasInput ? input.Text("encoding") : null,
            Input = hasInput ? BodySchema(input) : null,
            OutputEncoding = hasOutput ? output.Text("encoding") : null,
            Output = hasOutput ? BodySchema(output) : null,
            Event = at.TryChild("message", out var message) ? BodySchema(message) : null,
            Errors = [.. at.List("errors", JsonValueKind.Object)?.Select(error => ErrorName(at, error)) ?? []],
        };
    }

    private static LexiconSchema? BodySchema(LexiconCursor at) =>
        at.TryChild("schema", out var schema) ? SchemaReader.Body(schema) : null;

    private static string ErrorName(LexiconCursor at, JsonElement error) =>
        error.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()! : throw at.Fail("every one of \"errors\" needs a string \"name\".");

    private static JsonElement WithoutDescriptions(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, value);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var member in value.EnumerateObject())
            {
                // A property that is called "description" is an object; only the documentation of one is a string.
                if (member.NameEquals("description") && member.Value.ValueKind == JsonValueKind.String) continue;
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value);
            }
            writer.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray()) Write(writer, item);
            writer.WriteEndArray();
        }
        else value.WriteTo(writer);
    }
}
