using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>Makes messages in the form of Jetstream, each a millisecond after the one before, beginning a minute ago.</summary>
internal sealed class JetstreamStory(ManualClock clock)
{
    public const string Alice = "did:plc:alice";
    public const string Bob = "did:plc:bob";
    public const string Invites = "blue.registry.invite";
    public const string Responses = "blue.registry.inviteResponse";

    /// <summary>The <c>time_us</c> of the message that was made last.</summary>
    public long Time { get; private set; } = Micros(clock) - 60_000_000;

    public long Now => Micros(clock);

    public static string Key(int number) => Tid.From(1_790_000_000_000_000 + number, 0).Value;

    public static AtUri Invite(int number) => AtUri.Parse($"at://{Alice}/{Invites}/{Key(number)}");

    /// <summary>Alice invites Bob.</summary>
    public string Invited(int number, string operation = "create", string list = "one") =>
        Commit(Alice, Invites, operation, Key(number), new JsonObject
        {
            ["$type"] = Invites,
            ["list"] = $"at://{Alice}/blue.registry.list/{list}",
            ["collaborator"] = Bob,
            ["createdAt"] = "2026-12-01T00:00:00.000Z",
            ["expiresAt"] = "2028-01-01T00:00:00.000Z",
        });

    /// <summary>Bob answers.</summary>
    public string Answered(int number, string status = "accepted", string operation = "create") =>
        Commit(Bob, Responses, operation, Key(number), new JsonObject
        {
            ["$type"] = Responses,
            ["invite"] = Invite(number).Value,
            ["status"] = status,
            ["createdAt"] = "2026-12-02T00:00:00.000Z",
        });

    public string Deleted(string did, string collection, int number) => Commit(did, collection, "delete", Key(number), null);

    public string Identity(long? time = null) =>
        new JsonObject { ["did"] = Bob, ["time_us"] = time ?? Tick(), ["kind"] = "identity" }.ToJsonString();

    public string Commit(string did, string collection, string operation, string key, JsonObject? record)
    {
        var time = Tick();
        var commit = new JsonObject
        {
            ["rev"] = Tid.From(time, 7).Value, ["operation"] = operation, ["collection"] = collection, ["rkey"] = key,
        };
        if (record is not null)
        {
            commit["record"] = record;
            commit["cid"] = Cid.OfDagCbor(DagCbor.Encode(JsonElement.Parse(record.ToJsonString()))).Value;
        }

        return new JsonObject { ["did"] = did, ["time_us"] = time, ["kind"] = "commit", ["commit"] = commit }.ToJsonString();
    }

    private static long Micros(ManualClock clock) => clock.Milliseconds * 1000;

    private long Tick() => Time += 1000;
}
