using System.Buffers;
using System.Text.Json;

namespace AtInvites.Lexicons;

/// <summary>A checked JSON object read through its schema. Getters answer the schema's default for an absent property, null
/// where it has none or the value is null, and throw <see cref="ArgumentException"/> for a name the lexicon does not
/// declare. Lives as long as the document the element belongs to.</summary>
public readonly struct LexiconObject
{
    private readonly ObjectSchema _schema;

    internal LexiconObject(JsonElement value, ObjectSchema schema)
    {
        Value = value;
        _schema = schema;
    }

    /// <summary>The object as it came, without defaults.</summary>
    public JsonElement Value { get; }

    /// <summary>A string property.</summary>
    public string? GetString(string name) => Get(name)?.GetString();

    /// <summary>An integer property, within ±(2^53 − 1).</summary>
    public long? GetInteger(string name) =>
        Get(name) is { } value && IntegerSchema.TryRead(value, out var number) ? number : null;

    /// <summary>A boolean property.</summary>
    public bool? GetBoolean(string name) => Get(name)?.GetBoolean();

    /// <summary>A property of any type.</summary>
    public JsonElement? Get(string name)
    {
        var property = Property(name);
        if (!Value.TryGetProperty(name, out var value)) return property.Schema.Default;
        return value.ValueKind == JsonValueKind.Null ? null : value;
    }

    /// <summary>An object property, through a ref or a union's chosen type; null also for a type an open union lacks.</summary>
    public LexiconObject? GetObject(string name)
    {
        var property = Property(name);
        return Get(name) is { } value && property.Schema.ObjectFor(value) is { } schema ? new LexiconObject(value, schema) : null;
    }

    /// <summary>A copy of the object with the defaults of absent properties written in, at every depth.</summary>
    public JsonElement Fill()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) _schema.Write(writer, Value);
        return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = LexiconSchema.MaxDepth * 2 });
    }

    private ObjectProperty Property(string name) => _schema.Find(name)
        ?? throw new ArgumentException($"The lexicon declares no property \"{name}\".", nameof(name));
}
