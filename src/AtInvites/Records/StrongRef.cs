using System.Text.Json;
using AtInvites.Lexicons;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>One version of a record (<c>com.atproto.repo.strongRef</c>).</summary>
public sealed record StrongRef
{
    /// <summary>Which record.</summary>
    public required AtUri Uri { get; init; }

    /// <summary>Which version of it.</summary>
    public required Cid Cid { get; init; }

    /// <summary>The version of a record that has this content. What the data model does not have is a
    /// <see cref="FormatException"/>.</summary>
    public static StrongRef Of(AtUri uri, JsonElement record) => new() { Uri = uri, Cid = Cid.OfDagCbor(DagCbor.Encode(record)) };

    internal static StrongRef Read(LexiconObject record, string name)
    {
        var found = record.GetObject(name)!.Value;
        return new() { Uri = AtUri.Parse(found.GetString("uri")!), Cid = Cid.Parse(found.GetString("cid")!) };
    }

    internal void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteString("uri", Uri.Value);
        writer.WriteString("cid", Cid.Value);
        writer.WriteEndObject();
    }
}
