using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace AtInvites.Lexicons;

/// <summary>Checked query parameters. Getters answer the schema's default for an absent one, null where it has none, and
/// throw <see cref="ArgumentException"/> for a name the lexicon does not declare.</summary>
public readonly struct LexiconParameters
{
    private readonly ParamsSchema _schema;
    private readonly StringValues[] _values;

    internal LexiconParameters(ParamsSchema schema, StringValues[] values)
    {
        _schema = schema;
        _values = values;
    }

    /// <summary>A string parameter.</summary>
    public string? GetString(string name) =>
        Find(name, out var schema) is { Count: > 0 } values ? values[0] : schema.Default?.GetString();

    /// <summary>An integer parameter, within ±(2^53 − 1).</summary>
    public long? GetInteger(string name)
    {
        var values = Find(name, out var schema);
        if (values.Count > 0 && ParamsSchema.TryParseInteger(values[0]!, out var given)) return given;
        return schema.Default is { } fallback && IntegerSchema.TryRead(fallback, out var number) ? number : null;
    }

    /// <summary>A boolean parameter.</summary>
    public bool? GetBoolean(string name) =>
        Find(name, out var schema) is { Count: > 0 } values ? values[0] == "true" : schema.Default?.GetBoolean();

    /// <summary>Every value of an array parameter, in the order given; empty when absent.</summary>
    public IReadOnlyList<string> GetStrings(string name)
    {
        var values = Find(name, out _);
        return [.. values.OfType<string>()];
    }

    /// <summary>All parameters as one JSON object, with the defaults of absent ones written in.</summary>
    public JsonElement Fill()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            for (var index = 0; index < _values.Length; index++)
            {
                var property = _schema.Properties[index];
                if (_values[index].Count == 0 && property.Schema.Default is null) continue;
                writer.WritePropertyName(property.Name);
                Write(writer, property.Schema, _values[index]);
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private StringValues Find(string name, out LexiconSchema schema)
    {
        var index = _schema.IndexOf(name);
        if (index < 0) throw new ArgumentException($"The lexicon declares no parameter \"{name}\".", nameof(name));
        schema = _schema.Properties[index].Schema;
        return _values[index];
    }

    private static void Write(Utf8JsonWriter writer, LexiconSchema schema, StringValues values)
    {
        if (values.Count == 0)
        {
            schema.Default!.Value.WriteTo(writer);
        }
        else if (schema is ArraySchema array)
        {
            writer.WriteStartArray();
            foreach (var value in values) Write(writer, array.Items, value);
            writer.WriteEndArray();
        }
        else if (schema is IntegerSchema && ParamsSchema.TryParseInteger(values[0]!, out var number))
        {
            writer.WriteNumberValue(number);
        }
        else if (schema is BooleanSchema) writer.WriteBooleanValue(values[0] == "true");
        else writer.WriteStringValue(values[0]);
    }
}
