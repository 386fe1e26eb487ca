using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Interop.Tests.Records;

/// <summary>Alice shares a record of hers with Bob, in the words of a family. Each step is written, its CID compared, and its
/// effect waited for.</summary>
internal sealed class Journey : IAsyncDisposable
{
    private static readonly TidClock Keys = new(TimeProvider.System, clockId: 7);

    private readonly ReferencePds _pds;
    private readonly RecordFamily _family;
    private int _edits;

    private Journey(ReferencePds pds, JourneyHost host, RecordFamily family) => (_pds, Host, _family) = (pds, host, family);

    public JourneyHost Host { get; }

    public bool IsChive => _family == RecordFamily.Chive;

    public AtUri Subject { get; private set; }

    public Cid SubjectCid { get; private set; }

    public Did Alice => _pds.Alice.Did;

    public Did Bob => _pds.Bob.Did;

    public Did Carol => _pds.Carol.Did;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What Alice asks of Bob unless a test says otherwise.</summary>
    public RecordInviteOrder Order => new()
    {
        Family = _family,
        Inviter = Alice,
        Subject = Subject,
        SubjectCid = IsChive ? SubjectCid : null,
        Invitee = Bob,
        Role = IsChive ? "co-author" : null,
        Message = IsChive ? "Komm dazu – 一緒に 🎉" : null,
    };

    public static async Task<Journey> StartAsync(ReferencePds pds, string family, StoreKind store) =>
        await StartAsync(pds, await JourneyHost.StartAsync(pds, store), family);

    /// <summary>On a host that goes with the journey.</summary>
    public static async Task<Journey> StartAsync(ReferencePds pds, JourneyHost host, string family)
    {
        var journey = new Journey(pds, host, family == RecordFamily.Chive.Name ? RecordFamily.Chive : RecordFamily.Registry);
        var collection = Nsid.Parse(journey.IsChive ? "pub.chive.eprint.submission" : "blue.registry.list");
        var content = new JsonObject { ["$type"] = collection.Value, ["name"] = "Ours" };
        journey.Subject = AtUri.Create(journey.Alice, collection, NewKey());
        journey.SubjectCid = await host.WriteAsync(journey.Subject, content);
        return journey;
    }

    public static RecordKey NewKey() => RecordKey.Parse(Keys.Next().Value);

    public async Task<AtUri> InviteAsync(RecordInviteOrder? order = null)
    {
        var outcome = await Host.Invites.InviteAsync(order ?? Order, Token);
        Done(RecordWriteStatus.Written, outcome);
        await Host.UntilAsync(outcome.Uri!.Value, HandshakeState.Pending, outcome.Cid);
        return outcome.Uri.Value;
    }

    public async Task AcceptAsync(AtUri invite)
    {
        var outcome = await Host.Invites.AcceptAsync(invite, Bob, Token);
        Done(RecordWriteStatus.Written, outcome);
        var accepted = await Host.UntilAsync(invite, HandshakeState.Accepted);
        Assert.Equal((outcome.Uri, Bob), (accepted.Answer!.Uri, accepted.Answer.Answerer));
    }

    /// <summary>Alice changes what she offers; waits until the index has it.</summary>
    public async Task EditAsync(AtUri invite, HandshakeState expected)
    {
        var text = $"editor {++_edits}";
        var cid = await Host.EditAsync(invite, record => record[IsChive ? "role" : "note"] = text);
        await Host.UntilAsync(invite, expected, cid);
    }

    public async Task LeaveAsync(AtUri invite)
    {
        Done(RecordWriteStatus.Deleted, await Host.Invites.LeaveAsync(invite, Bob, Token));
        await Host.UntilAsync(invite, HandshakeState.Pending);
    }

    public async Task RevokeAsync(AtUri invite)
    {
        Done(RecordWriteStatus.Deleted, await Host.Invites.RevokeAsync(invite, Token));
        await Host.UntilAsync(invite, HandshakeState.Revoked);
    }

    /// <summary>An acceptance written by hand into somebody's repository.</summary>
    public Task<Cid> AcceptByHandAsync(Handshake invite, Did answerer, DateTimeOffset createdAt)
    {
        var collection = _family.Answers[0].Collection;
        var record = new JsonObject { ["$type"] = collection.Value, ["createdAt"] = AtDatetime.From(createdAt).Value };
        if (IsChive)
        {
            record["invite"] = Reference(invite.Uri, invite.Cid!.Value);
            record["subject"] = Reference(invite.Terms.Subject, SubjectCid);
        }
        else
        {
            record["invite"] = invite.Uri.Value;
            record["status"] = "accepted";
        }

        return Host.WriteAsync(AtUri.Create(answerer, collection, NewKey()), record);
    }

    /// <summary>An invite to this subject that Carol writes into her own repository by hand.</summary>
    public async Task<AtUri> InviteByHandAsCarolAsync(Did invitee)
    {
        var uri = AtUri.Create(Carol, _family.Invite.Collection, NewKey());
        var record = new JsonObject
        {
            ["$type"] = _family.Invite.Collection.Value,
            [IsChive ? "invitee" : "collaborator"] = invitee.Value,
            [IsChive ? "subject" : "list"] = IsChive ? Reference(Subject, SubjectCid) : Subject.Value,
            ["createdAt"] = AtDatetime.From(JourneyHost.Now).Value,
            ["expiresAt"] = AtDatetime.From(JourneyHost.Now.AddHours(1)).Value,
        };
        await Host.WriteAsync(uri, record);
        return uri;
    }

    public ValueTask<Collaboration?> FindAsync(Did account) =>
        Host.Collaborations.FindAsync(Subject, account, null, Token);

    public static void Done(RecordWriteStatus expected, RecordWriteOutcome outcome)
    {
        Assert.Equal((expected, null), (outcome.Status, outcome.Reason));
        Assert.True(outcome.IsDone);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private static JsonObject Reference(AtUri uri, Cid cid) => new() { ["uri"] = uri.Value, ["cid"] = cid.Value };
}
