using System.Text.Json;

namespace AtInvites.Records.Jetstream;

/// <summary>The fields of a message as they stand in its JSON, in whatever order; null where absent or of another type.</summary>
internal struct JetstreamFields
{
    /// <summary>However deep: the nesting is the record's author's, and what it overwrites has to end.</summary>
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = int.MaxValue };

    /// <summary>Deeper than the data model lets a record be, whose nesting is judged with the record.</summary>
    private static readonly JsonReaderOptions ReadingRecord = new() { MaxDepth = 256 };

    private Range _record;

    public string? Did { get; private set; }

    public string? Kind { get; private set; }

    public long? Time { get; private set; }

    public bool HasCommit { get; private set; }

    public string? Rev { get; private set; }

    public string? Operation { get; private set; }

    public string? Collection { get; private set; }

    public string? RecordKey { get; private set; }

    public string? Cid { get; private set; }

    public bool HasRecord { get; private set; }

    /// <summary>False for JSON that is no object. What is no JSON is a <see cref="JsonException"/>; half of a surrogate pair in a
    /// field an <see cref="InvalidOperationException"/>. Either leaves the fields that stood before.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out JetstreamFields fields)
    {
        fields = default;
        var reader = new Utf8JsonReader(text, Reading);
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (isObject) fields.ReadMessage(ref reader);
        else reader.Skip();
        // The reader throws when something follows.
        reader.Read();
        return isObject;
    }

    /// <summary>A copy of the record that outlives the message, whose text these fields are of; null where it is too
    /// deep.</summary>
    public readonly JsonElement? ReadRecord(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text[_record], ReadingRecord);
        try
        {
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void ReadMessage(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("did"u8)) Did = Text(ref reader);
            else if (reader.ValueTextEquals("time_us"u8)) Time = Number(ref reader);
            else if (reader.ValueTextEquals("kind"u8)) Kind = Text(ref reader);
            else if (reader.ValueTextEquals("commit"u8)) ReadCommit(ref reader);
            else Pass(ref reader);
        }
    }

    private void ReadCommit(ref Utf8JsonReader reader)
    {
        reader.Read();
        HasCommit = reader.TokenType == JsonTokenType.StartObject;
        if (!HasCommit) reader.Skip();
        while (HasCommit && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("rev"u8)) Rev = Text(ref reader);
            else if (reader.ValueTextEquals("operation"u8)) Operation = Text(ref reader);
            else if (reader.ValueTextEquals("collection"u8)) Collection = Text(ref reader);
            else if (reader.ValueTextEquals("rkey"u8)) RecordKey = Text(ref reader);
            else if (reader.ValueTextEquals("cid"u8)) Cid = Text(ref reader);
            else if (reader.ValueTextEquals("record"u8)) KeepRecord(ref reader);
            else Pass(ref reader);
        }
    }

    private void KeepRecord(ref Utf8JsonReader reader)
    {
        reader.Read();
        HasRecord = reader.TokenType == JsonTokenType.StartObject;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        _record = start..(int)reader.BytesConsumed;
    }

    private static void Pass(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static long? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        reader.Skip();
        return null;
    }
}
