namespace AtInvites.Stores.Contracts;

/// <summary>What outlives the set that answered it. For stores that say they are <see cref="IStoreFixture.IsDurable"/>.</summary>
public abstract class DurabilityContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task What_was_answered_outlives_the_set()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite() with { Note = "kept" });
        var revoked = await AddAsync(Given.Invite("revoked"));
        await RedeemAsync(invite, Given.Account(1));
        await RedeemAsync(invite, Given.Account(2));
        await Stores.Members.RemoveAsync(invite.Space, Given.Account(2), Given.At(20), Cancellation);
        await Stores.Invites.RevokeAsync(revoked.Space, revoked.Token, Given.At(30), Cancellation);
        var members = await MembersAsync();
        await Stores.DisposeAsync();

        var reopened = await Fixture.OpenAsync(Cancellation);
        Assert.Equal(invite with { Uses = 2 }, await reopened.Invites.FindAsync(invite.Token, Cancellation));
        Assert.Equal(revoked with { RevokedAt = Given.At(30) }, await reopened.Invites.FindAsync(revoked.Token, Cancellation));
        Assert.Equal(Given.Space(), await reopened.Spaces.FindAsync(Given.SpaceUri(), Cancellation));
        var page = await reopened.Members.ListAsync(new() { Space = Given.SpaceUri(), Limit = 100 }, Cancellation);
        Assert.Equal(members, page.Items);
        var again = await reopened.Redemptions.RedeemAsync(invite.Token, Given.Account(2), Given.At(40), Cancellation);
        Assert.Equal(RedeemStatus.Removed, again.Status);
    }

    [Fact]
    public async Task What_waits_and_what_was_acknowledged_outlive_the_set()
    {
        var invite = await AddAsync(Given.Invite());
        for (var i = 0; i < 3; i++) await RedeemAsync(invite, Given.Account(i), 10 + i);
        var rows = await PendingAsync();
        await Stores.Outbox.AcknowledgeAsync([rows[1]], Cancellation);
        await Stores.DisposeAsync();
        var reopened = await Fixture.OpenAsync(Cancellation);
        Assert.Equal([rows[0], rows[2]], await reopened.Outbox.PendingAsync(10, null, Cancellation));
    }
}
