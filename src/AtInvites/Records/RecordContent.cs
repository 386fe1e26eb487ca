using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Writes properties of a record by path, as <see cref="InviteShape"/> writes them. What it does not touch
/// stays.</summary>
internal sealed class RecordContent
{
    private readonly JsonObject _root;

    public RecordContent(Nsid collection) => _root = new() { ["$type"] = collection.Value };

    /// <summary>Goes on from a record that stands.</summary>
    public RecordContent(JsonElement record) =>
        _root = record.ValueKind == JsonValueKind.Object ? JsonObject.Create(record)! : [];

    /// <summary>Sets a property, and makes the objects on the way. Without a path or a value it does nothing.</summary>
    public RecordContent Set(string? path, string? value)
    {
        if (path is null || value is null) return this;
        var (names, at) = (path.Split('/'), _root);
        foreach (var name in names.AsSpan(0, names.Length - 1))
        {
            if (at[name] is not JsonObject) at[name] = new JsonObject();
            at = at[name]!.AsObject();
        }

        at[names[^1]] = value;
        return this;
    }

    public RecordContent Set(string? path, DateTimeOffset? time) =>
        Set(path, time is { } moment ? AtDatetime.From(moment).Value : null);

    public JsonElement ToElement() => JsonElement.Parse(_root.ToJsonString());
}
