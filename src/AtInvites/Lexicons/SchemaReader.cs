using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>Reads the data types of the lexicon language, strictly.</summary>
internal static class SchemaReader
{
    /// <summary>A type that may stand in a property or as an array's items.</summary>
    public static LexiconSchema Field(LexiconCursor at) => at.Text("type") switch
    {
        "ref" => new RefSchema(at.Reference(at.Text("ref"))),
        "union" => Union(at),
        var type => Concrete(at, type) ?? throw Unknown(at, type),
    };

    /// <summary>A type that may stand as a named definition; null when <paramref name="type"/> is not one of them.</summary>
    public static LexiconSchema? Concrete(LexiconCursor at, string type) => type switch
    {
        "null" => new NullSchema(),
        "boolean" => Primitive(at, new BooleanSchema(Default(at)) { Const = at.OptionalFlag("const") }),
        "integer" => Integer(at),
        "string" => Text(at),
        "bytes" => Bytes(at),
        "cid-link" => new CidLinkSchema(),
        "blob" => new BlobSchema { Accept = at.Texts("accept"), MaxSize = at.Integer("maxSize") },
        "array" => Array(at, Field(at.Child("items"))),
        "object" => new ObjectSchema(Properties(at, Field)),
        "unknown" => new UnknownSchema(),
        _ => null,
    };

    /// <summary>What a body or a record's content may be.</summary>
    public static LexiconSchema Body(LexiconCursor at) => at.Text("type") is "object" or "ref" or "union"
        ? Field(at) : throw at.Fail("a body is an object, a ref or a union.");

    public static ParamsSchema Parameters(LexiconCursor at) => at.Text("type") == "params"
        ? new(Properties(at, Parameter)) : throw at.Fail("\"type\" must be params.");

    public static LexiconSchema Parameter(LexiconCursor at) => at.Text("type") switch
    {
        "array" => Array(at, Scalar(at.Child("items"))),
        _ => Scalar(at),
    };

    public static LexiconException Unknown(LexiconCursor at, string type) =>
        at.Fail($"\"{type}\" is not a type that may stand here.");

    private static LexiconSchema Scalar(LexiconCursor at) => at.Text("type") is "boolean" or "integer" or "string" or "unknown"
        ? Field(at) : throw at.Fail("a parameter is a boolean, an integer, a string, unknown or an array of one of them.");

    private static ObjectProperty[] Properties(LexiconCursor at, Func<LexiconCursor, LexiconSchema> read)
    {
        var required = at.Texts("required") ?? [];
        var nullable = at.Texts("nullable") ?? [];
        var properties = at.TryChild("properties", out var members)
            ? members.Members().Select(member => new ObjectProperty(
                member.Name, read(member.Cursor), required.Contains(member.Name), nullable.Contains(member.Name))).ToArray()
            : [];
        foreach (var name in required.Concat(nullable))
            if (!properties.Any(property => property.Name == name))
                throw at.Fail($"\"required\" or \"nullable\" names \"{name}\", no property; declare it or take the name out.");
        return properties;
    }

    private static ArraySchema Array(LexiconCursor at, LexiconSchema items)
    {
        var schema = new ArraySchema(items) { MinLength = at.Count("minLength"), MaxLength = at.Count("maxLength") };
        return Ordered(at, schema.MinLength, schema.MaxLength, schema);
    }

    private static BytesSchema Bytes(LexiconCursor at)
    {
        var schema = new BytesSchema { MinLength = at.Count("minLength"), MaxLength = at.Count("maxLength") };
        return Ordered(at, schema.MinLength, schema.MaxLength, schema);
    }

    private static IntegerSchema Integer(LexiconCursor at)
    {
        var schema = new IntegerSchema(Default(at))
        {
            Minimum = at.Integer("minimum"),
            Maximum = at.Integer("maximum"),
            Const = at.Integer("const"),
            Enum = at.Integers("enum"),
        };
        return Primitive(at, Ordered(at, schema.Minimum, schema.Maximum, schema));
    }

    private static StringSchema Text(LexiconCursor at)
    {
        var format = StringFormat.None;
        if (at.OptionalText("format") is { } name && !StringFormats.TryParse(name, out format))
            throw at.Fail($"\"{name}\" is not a string format of the lexicon language.");
        _ = at.Texts("knownValues");
        var schema = new StringSchema(Default(at))
        {
            Format = format,
            MinLength = at.Count("minLength"),
            MaxLength = at.Count("maxLength"),
            MinGraphemes = at.Count("minGraphemes"),
            MaxGraphemes = at.Count("maxGraphemes"),
            Const = at.OptionalText("const"),
            Enum = at.Texts("enum"),
        };
        Ordered(at, schema.MinGraphemes, schema.MaxGraphemes, schema);
        return Primitive(at, Ordered(at, schema.MinLength, schema.MaxLength, schema));
    }

    private static UnionSchema Union(LexiconCursor at)
    {
        var references = at.Texts("refs") ?? throw at.Fail("a union needs a list \"refs\".");
        var isClosed = at.Flag("closed");
        if (isClosed && references.Length == 0) throw at.Fail("a closed union without refs fits nothing; add a ref or open it.");
        return new([.. references.Select(at.Reference)], isClosed);
    }

    private static JsonElement? Default(LexiconCursor at) => at.Value.TryGetProperty("default", out var value) ? value : null;

    private static T Primitive<T>(LexiconCursor at, T schema) where T : LexiconSchema =>
        schema.Default is { } value && schema.Check(value, 0) is { } fault
            ? throw at.Fail($"the default does not fit its own type: it {fault.Message}.") : schema;

    private static T Ordered<T>(LexiconCursor at, long? least, long? most, T schema) where T : LexiconSchema =>
        least > most ? throw at.Fail($"the lower bound {least} is above the upper bound {most}.") : schema;
}
