using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tests.Records.Jetstream;

namespace AtInvites.Interop.Tests.Records;

/// <summary>What the reference's PDS refuses comes through as it says it, and what it takes but breaks a rule of the index is
/// kept out.</summary>
public sealed class RecordRefusalTests(ReferencePds pds) : IClassFixture<ReferencePds>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Families => [RecordFamily.Chive.Name, RecordFamily.Registry.Name];

    [Theory]
    [MemberData(nameof(Families))]
    public async Task A_token_that_is_no_good_is_refused_by_the_name_that_the_PDS_gives_it(string family)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, StoreKind.Memory);
        var invite = await journey.InviteAsync();
        var cases = new (string Token, int Status, string Error)[]
        {
            ("nonsense", 400, "InvalidToken"),
            (pds.Alice.ExpiredToken, 400, "ExpiredToken"),
            (pds.Alice.Token[..^4], 400, "InvalidToken"),
            (pds.Bob.Token, 401, "AuthenticationRequired"),
        };
        foreach (var (token, status, error) in cases)
        {
            journey.Host.Sessions.Use(pds.Alice, token);
            RecordWriteOutcome[] outcomes =
            [
                await journey.Host.Invites.InviteAsync(journey.Order, Token),
                await journey.Host.Invites.ResendAsync(invite, JourneyHost.Now.AddDays(9), Token),
                await journey.Host.Invites.RevokeAsync(invite, Token),
            ];
            Assert.All(outcomes, outcome => Assert.Equal(
                (RecordWriteStatus.RepoRefused, status, error),
                (outcome.Status, outcome.Error?.Status, outcome.Error?.Error)));
        }

        journey.Host.Sessions.Use(pds.Alice, pds.Alice.Token);
        await journey.RevokeAsync(invite);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task A_record_that_was_edited_since_it_was_read_is_not_overwritten(string family)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, StoreKind.Memory);
        var invite = await journey.InviteAsync();
        journey.Host.BeforeNextWrite(() => journey.EditAsync(invite, HandshakeState.Pending));

        var late = await journey.Host.Invites.ResendAsync(invite, JourneyHost.Now.AddDays(9), Token);

        Assert.Equal((RecordWriteStatus.RepoRefused, 400, "InvalidSwap"), (late.Status, late.Error?.Status, late.Error?.Error));
        var stands = await journey.Host.Repos.GetAsync(invite, Token);
        Assert.Equal("editor 1", stands!.Record!.Value.GetProperty(journey.IsChive ? "role" : "note").GetString());
        Journey.Done(
            RecordWriteStatus.Written, await journey.Host.Invites.ResendAsync(invite, JourneyHost.Now.AddDays(9), Token));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task A_repeat_with_its_key_is_the_same_invite_and_no_other_takes_the_key(string family)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, StoreKind.Memory);
        var order = journey.Order with { RecordKey = Journey.NewKey() };
        var invite = await journey.InviteAsync(order);
        var stands = await journey.Host.Repos.GetAsync(invite, Token);

        var again = await journey.Host.Invites.InviteAsync(order, Token);
        Journey.Done(RecordWriteStatus.Unchanged, again);
        Assert.Equal((invite, stands!.Cid), (again.Uri, again.Cid));
        var other = await journey.Host.Invites.InviteAsync(order with { Invitee = journey.Carol }, Token);
        Assert.Equal(RecordWriteStatus.KeyTaken, other.Status);
        // Somebody took the key since it was looked at.
        var third = order with { RecordKey = Journey.NewKey() };
        var uri = AtUri.Create(journey.Alice, invite.Collection!.Value, third.RecordKey.Value);
        var taken = new JsonObject { ["$type"] = uri.Collection!.Value.Value };
        journey.Host.BeforeNextWrite(() => journey.Host.WriteAsync(uri, taken));
        var raced = await journey.Host.Invites.InviteAsync(third, Token);
        Assert.Equal((RecordWriteStatus.RepoRefused, 500), (raced.Status, raced.Error?.Status));
        await Polling.Until(() => journey.Host.Refused("broken_lexicon") == 1);
    }

    [Theory]
    [OnFamiliesAndStores]
    public async Task A_record_that_breaks_its_lexicon_is_kept_out_and_ends_the_invite_that_it_overwrites(
        string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var invite = await journey.InviteAsync();
        await journey.AcceptAsync(invite);
        var collection = invite.Collection!.Value;
        var broken = AtUri.Create(journey.Alice, collection, Journey.NewKey());
        await journey.Host.WriteAsync(broken, new JsonObject { ["$type"] = collection.Value, ["createdAt"] = "soon" });
        await Polling.Until(() => journey.Host.Refused("broken_lexicon") == 1);
        Assert.Null(await journey.Host.Collaborations.FindInviteAsync(broken, Token));

        await journey.Host.EditAsync(invite, record => record["createdAt"] = 7);
        await journey.Host.UntilAsync(invite, HandshakeState.Revoked);
        Assert.Equal(2, journey.Host.Refused("broken_lexicon"));
        Assert.Null(await journey.FindAsync(journey.Bob));
    }
}
