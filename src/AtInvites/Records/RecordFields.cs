using System.Text.Json;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Reads properties of a record by path, as <see cref="InviteShape"/> writes them.</summary>
internal static class RecordFields
{
    /// <summary>Whether something stands at a path, null included.</summary>
    public static bool Has(this JsonElement record, string? path) => record.TryGet(path, out _);

    /// <summary>The string at a path; null where there is none, or no path.</summary>
    public static string? Text(this JsonElement record, string? path) =>
        record.TryGet(path, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>False where something stands at the path that is no string; null is nothing.</summary>
    public static bool TryText(this JsonElement record, string? path, out string? text)
    {
        text = record.Text(path);
        return text is not null || !record.TryGet(path, out var value) || value.ValueKind == JsonValueKind.Null;
    }

    /// <summary>False where something stands at the path that is no datetime; null is nothing.</summary>
    public static bool TryTime(this JsonElement record, string? path, out DateTimeOffset? time)
    {
        time = record.Time(path);
        return time is not null || (record.TryText(path, out var text) && text is null);
    }

    public static AtUri? Uri(this JsonElement record, string? path) =>
        AtUri.TryParse(record.Text(path), out var uri) ? uri : null;

    public static Did? Did(this JsonElement record, string? path) =>
        Syntax.Did.TryParse(record.Text(path), out var did) ? did : null;

    public static Cid? Cid(this JsonElement record, string? path) =>
        Syntax.Cid.TryParse(record.Text(path), out var cid) ? cid : null;

    public static DateTimeOffset? Time(this JsonElement record, string? path) =>
        AtDatetime.TryParse(record.Text(path), out var time) ? Microseconds.Of(time.ToDateTimeOffset()) : null;

    private static bool TryGet(this JsonElement record, string? path, out JsonElement value)
    {
        value = record;
        if (path is null) return false;
        foreach (var range in path.AsSpan().Split('/'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(path.AsSpan()[range], out value)) return false;
        }

        return true;
    }
}
