using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records;

/// <summary>Writes records of both families as their accounts would and tells what an event stream tells of it: true keys,
/// revisions and CIDs, at the time of a clock.</summary>
internal sealed class RecordStory(TimeProvider time)
{
    private readonly TidClock _tids = new(time, 0);

    public static AtUri Subject(
        string author, string name = "3lpaper222222", string collection = "pub.chive.eprint.submission") =>
        AtUri.Parse($"at://{author}/{collection}/{name}");

    /// <summary>An invite of the subject's author; <paramref name="more"/> writes what else it has.</summary>
    public RecordEvent Invite(AtUri subject, string invitee, Action<JsonObject>? more = null)
    {
        var record = Record(RecordIds.ChiveInvite);
        record["subject"] = Reference(subject, OfText(subject.Value));
        record["invitee"] = invitee;
        more?.Invoke(record);
        return Write(subject.Authority.Did!.Value, RecordIds.ChiveInvite, record);
    }

    /// <summary>An acceptance of an invite as the event tells it.</summary>
    public RecordEvent Accept(RecordEvent invite, string? answerer = null)
    {
        var record = Record(RecordIds.ChiveAcceptance);
        var subject = invite.Record!.Value.GetProperty("subject");
        record["invite"] = Reference(invite.Uri, invite.Cid!.Value.Value);
        record["subject"] = JsonNode.Parse(subject.GetRawText());
        return Write(Did.Parse(answerer ?? Invitee(invite)), RecordIds.ChiveAcceptance, record);
    }

    /// <summary>An invite to a list, for 72 hours unless <paramref name="more"/> says otherwise.</summary>
    public RecordEvent RegistryInvite(AtUri list, string invitee, Action<JsonObject>? more = null)
    {
        var record = Record(RecordIds.RegistryInvite);
        record["list"] = list.Value;
        record["collaborator"] = invitee;
        record["expiresAt"] = Datetime(TimeSpan.FromHours(72));
        more?.Invoke(record);
        return Write(list.Authority.Did!.Value, RecordIds.RegistryInvite, record);
    }

    public RecordEvent Respond(RecordEvent invite, string status, string? answerer = null)
    {
        var record = Record(RecordIds.RegistryResponse);
        record["invite"] = invite.Uri.Value;
        record["status"] = status;
        return Write(Did.Parse(answerer ?? Invitee(invite)), RecordIds.RegistryResponse, record);
    }

    /// <summary>The record with a change, in its place.</summary>
    public RecordEvent Edit(RecordEvent told, Action<JsonObject> change)
    {
        var record = JsonNode.Parse(told.Record!.Value.GetRawText())!.AsObject();
        change(record);
        return Write(told.Repo, told.Collection, record) with { RecordKey = told.RecordKey, Operation = RecordOperation.Update };
    }

    public RecordEvent Delete(RecordEvent told) => told with
    {
        Operation = RecordOperation.Delete,
        Rev = _tids.Next(),
        Time = time.GetUtcNow(),
        Cid = null,
        Record = null,
    };

    /// <summary>The time in so long, as records write it.</summary>
    public string Datetime(TimeSpan ahead = default) => AtDatetime.From(time.GetUtcNow() + ahead).Value;

    private static string Invitee(RecordEvent invite) =>
        invite.Record!.Value.GetProperty(invite.Collection == RecordIds.ChiveInvite ? "invitee" : "collaborator").GetString()!;

    private static JsonObject Reference(AtUri uri, string cid) => new() { ["uri"] = uri.Value, ["cid"] = cid };

    private static string OfText(string text) => CidOf(JsonSerializer.SerializeToElement(text)).Value;

    private static Cid CidOf(JsonElement record) => Cid.OfDagCbor(DagCbor.Encode(record));

    private JsonObject Record(Nsid collection) => new() { ["$type"] = collection.Value, ["createdAt"] = Datetime() };

    private RecordEvent Write(Did repo, Nsid collection, JsonObject record)
    {
        var content = JsonElement.Parse(record.ToJsonString());
        return new()
        {
            Repo = repo,
            Collection = collection,
            RecordKey = RecordKey.Parse(_tids.Next().Value),
            Operation = RecordOperation.Create,
            Rev = _tids.Next(),
            Time = time.GetUtcNow(),
            Cid = CidOf(content),
            Record = content,
        };
    }
}
