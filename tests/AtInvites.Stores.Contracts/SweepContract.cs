namespace AtInvites.Stores.Contracts;

/// <summary>Deleting what ended. Correctness never depends on it, so it must change nothing but lists.</summary>
public abstract class SweepContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int All = 1000;

    [Fact]
    public async Task An_expired_invite_goes_when_it_ended_strictly_before()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(50) });
        Assert.Equal(0, await SweepAsync(50));
        await FindAsync(invite);
        Assert.Equal(1, await SweepAsync(51));
        await AssertGoneAsync(invite);
    }

    [Fact]
    public async Task A_revoked_invite_goes_when_it_ended_strictly_before()
    {
        var invite = await AddAsync(Given.Invite());
        await Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(50), Cancellation);
        Assert.Equal(0, await SweepAsync(50));
        Assert.Equal(1, await SweepAsync(51));
        await AssertGoneAsync(invite);
    }

    [Fact]
    public async Task A_used_up_invite_ended_at_its_last_use()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 2 });
        await RedeemAsync(invite, Given.Account(1), 10);
        await RedeemAsync(invite, Given.Account(2), 50);
        await RedeemAsync(invite, Given.Account(2), 80);
        await RedeemAsync(invite, Given.Account(3), 90);
        Assert.Equal(0, await SweepAsync(50));
        Assert.Equal(1, await SweepAsync(51));
        await AssertGoneAsync(invite);
    }

    [Fact]
    public async Task An_invite_that_ended_in_several_ways_ended_with_the_first()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1, ExpiresAt = Given.At(40) });
        await RedeemAsync(invite, Given.Account(1), 30);
        await Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(50), Cancellation);
        Assert.Equal(0, await SweepAsync(30));
        Assert.Equal(1, await SweepAsync(31));
    }

    [Fact]
    public async Task An_expired_invite_that_is_revoked_later_does_not_end_later()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(40) });
        await Stores.Invites.RevokeAllAsync(invite.Space, Given.At(90), Cancellation);
        Assert.Equal(1, await SweepAsync(41));
    }

    [Fact]
    public async Task An_invite_that_is_revoked_before_its_expiry_ends_with_the_revocation()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(40) });
        await Stores.Invites.RevokeAllAsync(invite.Space, Given.At(20), Cancellation);
        Assert.Equal(0, await SweepAsync(20));
        Assert.Equal(1, await SweepAsync(21));
    }

    [Fact]
    public async Task An_invite_that_stands_is_never_swept()
    {
        var unlimited = await AddAsync(Given.Invite("unlimited"));
        var unexpired = await AddAsync(Given.Invite("unexpired") with { ExpiresAt = Given.At(100), MaxUses = 3 });
        await RedeemAsync(unlimited, Given.Account(1));
        await RedeemAsync(unexpired, Given.Account(1));
        await RedeemAsync(unexpired, Given.Account(2));
        Assert.Equal(0, await SweepAsync(100));
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(unlimited, Given.Account(3), 1_000));
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(unexpired, Given.Account(3), 99));
    }

    [Fact]
    public async Task The_invites_of_a_deleted_space_go()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        await Stores.Spaces.DeleteAsync(invite.Space, Given.At(50), Cancellation);
        Assert.Equal(0, await SweepAsync(50));
        Assert.Equal(1, await SweepAsync(51));
    }

    [Fact]
    public async Task A_sweep_deletes_at_most_its_limit_and_the_next_one_goes_on()
    {
        for (var i = 0; i < 7; i++) await AddAsync(Given.Invite($"{i}", $"space-{i % 3}") with { ExpiresAt = Given.At(i) });
        Assert.Equal(3, await SweepAsync(100, 3));
        Assert.Equal(4, (await InvitesAsync("space-0")).Count + (await InvitesAsync("space-1")).Count
            + (await InvitesAsync("space-2")).Count);
        Assert.Equal(3, await SweepAsync(100, 3));
        Assert.Equal(1, await SweepAsync(100, 3));
        Assert.Equal(0, await SweepAsync(100, 3));
    }

    [Fact]
    public async Task Membership_and_pending_row_outlive_the_invite()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1, Perms = Perms.Write });
        await RedeemAsync(invite, Given.Account(1));
        var told = await PendingAsync();
        Assert.Equal(1, await SweepAsync(100));
        Assert.Equal(Given.Member(Given.Account(1), Perms.Write, 10), await MemberAsync(Given.Account(1)));
        Assert.Equal(told, await PendingAsync());
        Assert.True(await Stores.Members.RemoveAsync(invite.Space, Given.Account(1), Given.At(200), Cancellation));
        Assert.Null(await MemberAsync(Given.Account(1)));
    }

    [Fact]
    public async Task The_hash_of_a_swept_invite_that_admitted_somebody_is_still_taken()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1 });
        await RedeemAsync(invite, Given.Account(1));
        await SweepAsync(100);
        Assert.Equal(AddStatus.Duplicate, await Stores.Invites.AddAsync(invite, Cancellation));
        Assert.Null(await Stores.Invites.FindAsync(invite.Token, Cancellation));
    }

    private Task<int> SweepAsync(long endedBefore, int limit = All) =>
        Stores.Invites.SweepAsync(Given.At(endedBefore), limit, Cancellation).AsTask();

    private async Task AssertGoneAsync(Invite invite)
    {
        Assert.Null(await Stores.Invites.FindAsync(invite.Token, Cancellation));
        Assert.Empty(await InvitesAsync());
        Assert.Equal(RedeemStatus.Unknown, await StatusAsync(invite, Given.Account("stranger"), 0));
    }
}
