using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Bodies of the repository methods. <c>validate</c> is left out: a PDS checks what it knows.</summary>
internal static class RepoBody
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static HttpContent Of(AtUri record, JsonElement? content, Cid? swap)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("repo", record.Authority.Value);
            writer.WriteString("collection", record.Collection?.Value);
            writer.WriteString("rkey", record.RecordKey?.Value);
            if (content is { } value)
            {
                writer.WritePropertyName("record");
                value.WriteTo(writer);
            }

            if (swap is { } cid) writer.WriteString("swapRecord", cid.Value);
            writer.WriteEndObject();
        }

        return new ReadOnlyMemoryContent(buffer.WrittenMemory) { Headers = { ContentType = Json } };
    }

    public static string Query(AtUri record) =>
        $"?repo={Uri.EscapeDataString(record.Authority.Value)}&collection={record.Collection?.Value}"
        + $"&rkey={Uri.EscapeDataString(record.RecordKey?.Value ?? "")}";
}
