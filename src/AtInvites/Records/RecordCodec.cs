using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AtInvites.Lexicons;

namespace AtInvites.Records;

/// <summary>Reads and writes typed records, both against their lexicons. Properties that a type does not have are lost on the
/// way: what is to be written back changed is edited as JSON. Thread-safe.</summary>
public sealed class RecordCodec(LexiconValidator validator)
{
    /// <summary>Reads a record. Only one of the two outs is meaningful; a fault is the first that there is.</summary>
    public bool TryRead<T>(JsonElement record, [NotNullWhen(true)] out T? model, out LexiconFault fault)
        where T : class, IRecordModel<T>
    {
        model = null;
        return validator.TryReadRecord(T.Collection, record, out var content, out fault)
            && T.TryRead(content, out model, out fault);
    }

    /// <summary>Writes a record with its <c>$type</c>. False, with the first fault, where its lexicon refuses a value, so that
    /// nothing leaves that readers would keep out. Half of a surrogate pair, which no text has, becomes U+FFFD.</summary>
    public bool TryWrite<T>(T model, out JsonElement record, out LexiconFault fault)
        where T : class, IRecordModel<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("$type", T.Collection.Value);
            model.Write(writer);
            writer.WriteEndObject();
        }

        record = JsonElement.Parse(buffer.WrittenSpan);
        var found = validator.ValidateRecord(T.Collection, record);
        fault = found.GetValueOrDefault();
        return found is null;
    }
}
