using System.Text.Json;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Reads properties of a record by path, as <see cref="InviteShape"/> writes them.</summary>
internal static class RecordFields
{
    /// <summary>The string at a path; null where there is none, or no path.</summary>
    public static string? Text(this JsonElement record, string? path)
    {
        if (path is null) return null;
        var value = record;
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(path.AsSpan()[range], out value)) return null;
        }

        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    public static AtUri? Uri(this JsonElement record, string? path) =>
        AtUri.TryParse(record.Text(path), out var uri) ? uri : null;

    public static Did? Did(this JsonElement record, string? path) =>
        Syntax.Did.TryParse(record.Text(path), out var did) ? did : null;

    public static Cid? Cid(this JsonElement record, string? path) =>
        Syntax.Cid.TryParse(record.Text(path), out var cid) ? cid : null;

    public static DateTimeOffset? Time(this JsonElement record, string? path) =>
        AtDatetime.TryParse(record.Text(path), out var time) ? Microseconds.Of(time.ToDateTimeOffset()) : null;

    /// <summary>The property at the top of the record that a path begins with.</summary>
    public static string Root(string path) => path.IndexOf('/') is > 0 and var end ? path[..end] : path;
}
