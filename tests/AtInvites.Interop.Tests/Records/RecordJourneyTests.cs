using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tests.Records.Jetstream;

namespace AtInvites.Interop.Tests.Records;

/// <summary>The life of invites on the reference's PDS: what the library writes there, and what it makes of that PDS's own
/// events.</summary>
public sealed class RecordJourneyTests(ReferencePds pds) : IClassFixture<ReferencePds>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [OnFamiliesAndStores]
    public async Task An_invite_is_accepted_left_accepted_again_and_taken_back(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var invite = await journey.InviteAsync();
        Assert.Null(await journey.FindAsync(journey.Bob));

        await journey.AcceptAsync(invite);
        var found = await journey.FindAsync(journey.Bob);
        Assert.Equal((invite, journey.IsChive ? "co-author" : null, family), (found!.Invite, found.Role, found.Family));
        Journey.Done(RecordWriteStatus.Unchanged, await journey.Host.Invites.AcceptAsync(invite, journey.Bob, Token));

        await journey.LeaveAsync(invite);
        Assert.Null(await journey.FindAsync(journey.Bob));
        Journey.Done(RecordWriteStatus.Unchanged, await journey.Host.Invites.LeaveAsync(invite, journey.Bob, Token));

        await journey.AcceptAsync(invite);
        await journey.RevokeAsync(invite);
        Assert.Null(await journey.FindAsync(journey.Bob));
        Journey.Done(RecordWriteStatus.Deleted, await journey.Host.Invites.RevokeAsync(invite, Token));
        var late = await journey.Host.Invites.AcceptAsync(invite, journey.Bob, Token);
        Assert.Equal(RecordWriteStatus.Revoked, late.Status);
    }

    [Theory]
    [OnFamiliesAndStores]
    public async Task An_edit_of_what_was_accepted_asks_for_another_yes(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var invite = await journey.InviteAsync();
        await journey.AcceptAsync(invite);

        await journey.EditAsync(invite, HandshakeState.Pending);
        Assert.Null(await journey.FindAsync(journey.Bob));

        await journey.AcceptAsync(invite);
        Assert.Equal(journey.IsChive ? "editor 1" : null, (await journey.FindAsync(journey.Bob))!.Role);
        await journey.EditAsync(invite, HandshakeState.Pending);
        await journey.AcceptAsync(invite);
        // With one acceptance for each version, leaving deletes them all.
        await journey.LeaveAsync(invite);
    }

    [Theory]
    [OnFamiliesAndStores]
    public async Task What_is_sent_again_stays_accepted_where_an_answer_names_no_version(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var expiry = AtDatetime.From(JourneyHost.Now.AddDays(30));
        var invite = await journey.InviteAsync();
        if (journey.IsChive)
        {
            var resent = await journey.Host.Invites.ResendAsync(invite, expiry.ToDateTimeOffset(), Token);
            Journey.Done(RecordWriteStatus.Written, resent);
            await journey.Host.UntilAsync(invite, HandshakeState.Pending, resent.Cid);
            await journey.AcceptAsync(invite);
            var refused = await journey.Host.Invites.ResendAsync(invite, expiry.ToDateTimeOffset().AddDays(1), Token);
            Assert.Equal(RecordWriteStatus.AcceptedAsItIs, refused.Status);
        }
        else
        {
            await journey.AcceptAsync(invite);
            var resent = await journey.Host.Invites.ResendAsync(invite, expiry.ToDateTimeOffset(), Token);
            Journey.Done(RecordWriteStatus.Written, resent);
            await journey.Host.UntilAsync(invite, HandshakeState.Accepted, resent.Cid);
        }

        var found = await journey.Host.Collaborations.FindInviteAsync(invite, Token);
        Assert.Equal(expiry.ToDateTimeOffset(), found!.Terms.ExpiresAt);
        Assert.NotNull(await journey.FindAsync(journey.Bob));
    }

    [Theory]
    [OnFamiliesAndStores]
    public async Task A_no_is_said_where_the_family_has_one_and_taken_back(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var invite = await journey.InviteAsync();
        await journey.AcceptAsync(invite);
        var declined = await journey.Host.Invites.DeclineAsync(invite, journey.Bob, Token);
        if (journey.IsChive)
        {
            Assert.Equal(RecordWriteStatus.NotInFamily, declined.Status);
            return;
        }

        Journey.Done(RecordWriteStatus.Written, declined);
        await journey.Host.UntilAsync(invite, HandshakeState.Declined);
        Assert.Null(await journey.FindAsync(journey.Bob));
        await journey.AcceptAsync(invite);
        await journey.LeaveAsync(invite);
    }

    [Theory]
    [OnFamiliesAndStores]
    public async Task An_answer_after_the_expiry_counts_for_nothing_whatever_it_says_of_its_time(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var start = JourneyHost.Now;
        var order = journey.Order with { ExpiresAt = start.AddMilliseconds(700) };
        var written = await journey.Host.Invites.InviteAsync(order, Token);
        Journey.Done(RecordWriteStatus.Written, written);
        var expired = await journey.Host.UntilAsync(written.Uri!.Value, HandshakeState.Expired);

        var refused = await journey.Host.Invites.AcceptAsync(expired.Uri, journey.Bob, Token);
        Assert.Equal(RecordWriteStatus.Expired, refused.Status);
        await journey.AcceptByHandAsync(expired, journey.Bob, start);
        await journey.Host.UntilAnsweredAsync(expired.Uri, journey.Bob);
        await journey.Host.UntilAsync(expired.Uri, HandshakeState.Expired);
        Assert.Null(await journey.FindAsync(journey.Bob));

        // Extended, it asks for an answer to this version, or takes the one that it has.
        var resent = await journey.Host.Invites.ResendAsync(expired.Uri, start.AddDays(1), Token);
        Journey.Done(RecordWriteStatus.Written, resent);
        var state = journey.IsChive ? HandshakeState.Pending : HandshakeState.Accepted;
        await journey.Host.UntilAsync(expired.Uri, state, resent.Cid);
    }

    [Theory]
    [OnFamiliesAndStores]
    public async Task What_a_stranger_writes_counts_for_nothing(string family, StoreKind store)
    {
        NodeOracle.RequireInstalled();
        await using var journey = await Journey.StartAsync(pds, family, store);
        var invite = await journey.InviteAsync();
        var pending = await journey.Host.UntilAsync(invite, HandshakeState.Pending);

        await journey.AcceptByHandAsync(pending, journey.Carol, JourneyHost.Now);
        await journey.Host.UntilAnsweredAsync(invite, journey.Carol);
        await journey.Host.UntilAsync(invite, HandshakeState.Pending);
        Assert.Null(await journey.FindAsync(journey.Carol));
        var refused = await journey.Host.Invites.AcceptAsync(invite, journey.Carol, Token);
        Assert.Equal(RecordWriteStatus.NotInvitee, refused.Status);

        foreach (var invitee in new[] { journey.Bob, journey.Carol })
        {
            var before = journey.Host.Refused("foreign_subject");
            var foreign = await journey.InviteByHandAsCarolAsync(invitee);
            await Polling.Until(() => journey.Host.Refused("foreign_subject") > before);
            Assert.Null(await journey.Host.Collaborations.FindInviteAsync(foreign, Token));
        }

        Assert.Equal(2, journey.Host.Refused("foreign_subject"));
        var own = await journey.Host.Invites.InviteAsync(journey.Order with { Inviter = journey.Carol }, Token);
        Assert.Equal(RecordWriteStatus.ForeignSubject, own.Status);
        await journey.AcceptAsync(invite);
        Assert.Null(await journey.FindAsync(journey.Carol));
    }
}
