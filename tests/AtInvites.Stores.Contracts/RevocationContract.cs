namespace AtInvites.Stores.Contracts;

/// <summary>Ending invites by hand.</summary>
public abstract class RevocationContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_revoked_invite_admits_nobody_and_says_since_when()
    {
        var invite = await AddAsync(Given.Invite());
        Assert.True(await RevokeAsync(invite, 20));
        Assert.Equal(Given.At(20), (await FindAsync(invite)).RevokedAt);
        Assert.Equal(RedeemStatus.Revoked, await StatusAsync(invite, Given.Account(1), 5));
        await AssertUsesAsync(invite, 0);
    }

    [Fact]
    public async Task Revoked_twice_answers_the_same_and_the_first_time_stands()
    {
        var invite = await AddAsync(Given.Invite());
        Assert.True(await RevokeAsync(invite, 20));
        Assert.True(await RevokeAsync(invite, 30));
        Assert.True(await RevokeAsync(invite, 10));
        Assert.Equal(Given.At(20), (await FindAsync(invite)).RevokedAt);
    }

    [Fact]
    public async Task The_hash_of_another_space_is_not_revoked()
    {
        var invite = await AddAsync(Given.Invite());
        Assert.False(await Stores.Invites.RevokeAsync(Given.SpaceUri("other"), invite.Token, Given.At(20), Cancellation));
        Assert.Null((await FindAsync(invite)).RevokedAt);
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account(1)));
    }

    [Fact]
    public async Task A_hash_that_does_not_exist_is_not_revoked()
    {
        await AddAsync(Given.Invite());
        Assert.False(await Stores.Invites.RevokeAsync(Given.SpaceUri(), Given.Token("other"), Given.At(20), Cancellation));
    }

    [Fact]
    public async Task A_swept_invite_is_not_revoked()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1 });
        await RedeemAsync(invite, Given.Account(1));
        Assert.Equal(1, await Stores.Invites.SweepAsync(Given.At(100), 1, Cancellation));
        Assert.False(await RevokeAsync(invite, 20));
    }

    [Fact]
    public async Task An_expired_and_a_used_up_invite_are_revoked_like_any_other()
    {
        var expired = await AddAsync(Given.Invite("expired") with { ExpiresAt = Given.At(5) });
        var used = await AddAsync(Given.Invite("used") with { MaxUses = 1 });
        await RedeemAsync(used, Given.Account(1));
        Assert.True(await RevokeAsync(expired, 20));
        Assert.True(await RevokeAsync(used, 21));
        Assert.Equal(Given.At(20), (await FindAsync(expired)).RevokedAt);
        Assert.Equal(Given.At(21), (await FindAsync(used)).RevokedAt);
        Assert.Equal(1, (await FindAsync(used)).Uses);
    }

    [Fact]
    public async Task Revocation_leaves_members_and_their_pending_rows()
    {
        var invite = await AddAsync(Given.Invite());
        await RedeemAsync(invite, Given.Account(1));
        await RevokeAsync(invite, 20);
        await AssertUsesAsync(invite, 1);
    }

    [Fact]
    public async Task Revoke_all_counts_what_was_not_revoked_before_and_leaves_other_spaces()
    {
        var first = await AddAsync(Given.Invite("first"));
        await AddAsync(Given.Invite("second"));
        await AddAsync(Given.Invite("third") with { ExpiresAt = Given.At(5) });
        var other = await AddAsync(Given.Invite("other", "other"));
        await RevokeAsync(first, 20);

        Assert.Equal(2, await Stores.Invites.RevokeAllAsync(Given.SpaceUri(), Given.At(30), Cancellation));
        Assert.Equal(0, await Stores.Invites.RevokeAllAsync(Given.SpaceUri(), Given.At(40), Cancellation));
        var revokedAt = (await InvitesAsync()).ToDictionary(invite => invite.Token, invite => invite.RevokedAt);
        Assert.Equal(Given.At(20), revokedAt[first.Token]);
        Assert.Equal(Given.At(30), revokedAt[Given.Token("second")]);
        Assert.Equal(Given.At(30), revokedAt[Given.Token("third")]);
        Assert.Null((await FindAsync(other)).RevokedAt);
    }

    [Fact]
    public async Task Revoke_all_of_a_space_without_invites_counts_none()
    {
        Assert.Equal(0, await Stores.Invites.RevokeAllAsync(Given.SpaceUri(), Given.At(30), Cancellation));
    }

    [Fact]
    public async Task A_revocation_is_kept_to_the_millisecond()
    {
        var invite = await AddAsync(Given.Invite());
        await Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(20).AddTicks(9_999), Cancellation);
        Assert.Equal(Given.At(20), (await FindAsync(invite)).RevokedAt);
    }

    private Task<bool> RevokeAsync(Invite invite, long at) =>
        Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(at), Cancellation).AsTask();
}
