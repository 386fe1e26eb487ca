namespace AtInvites.Stores.Contracts;

/// <summary>Redemption by one caller at a time: what admits, what refuses, in which order, and what stays the same.</summary>
public abstract class RedemptionContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    private static readonly Did Bob = Given.Account("bob");

    [Fact]
    public async Task Redeem_admits_to_the_space_with_the_grant()
    {
        var invite = await AddAsync(Given.Invite() with { Perms = Perms.Write, MaxUses = 2 });
        Assert.Equal(new RedeemOutcome(RedeemStatus.Admitted, invite.Space, Perms.Write), await RedeemAsync(invite, Alice));
        await AssertUsesAsync(invite, 1);
        var member = new Member { Account = Alice, Perms = Perms.Write, AddedAt = Given.At(10), AddedBy = Given.Owner };
        Assert.Equal(member, await MemberAsync(Alice));
    }

    [Fact]
    public async Task The_outbox_row_tells_the_whole_admission()
    {
        var invite = await AddAsync(Given.Invite() with { Perms = Perms.Write });
        await RedeemAsync(invite, Alice);
        var expected = new Admission
        {
            Token = invite.Token, Account = Alice, Space = invite.Space, Perms = Perms.Write, InvitedBy = Given.Owner,
            At = Given.At(10),
        };
        Assert.Equal(expected, Assert.Single(await PendingAsync()));
    }

    [Fact]
    public async Task Redeem_twice_by_one_account_takes_one_use()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 2 });
        await RedeemAsync(invite, Alice);
        Assert.Equal(new RedeemOutcome(RedeemStatus.AlreadyAdmitted, invite.Space, Perms.Read),
            await RedeemAsync(invite, Alice, 99));
        await AssertUsesAsync(invite, 1);
        Assert.Equal(Given.At(10), (await MemberAsync(Alice))?.AddedAt);
    }

    [Fact]
    public async Task An_unknown_hash_admits_nobody_and_leaves_no_trace()
    {
        Assert.Equal(new RedeemOutcome(RedeemStatus.Unknown), await RedeemAsync(Given.Invite(), Alice));
        Assert.Null(await MemberAsync(Alice));
        Assert.Empty(await PendingAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task An_invite_admits_as_many_accounts_as_it_says_and_no_more(int maxUses)
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = maxUses });
        for (var i = 0; i < maxUses; i++) Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account(i)));
        Assert.Equal(new RedeemOutcome(RedeemStatus.Exhausted), await RedeemAsync(invite, Bob));
        Assert.Null(await MemberAsync(Bob));
        await AssertUsesAsync(invite, maxUses);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Invite.MaxMaxUses)]
    public async Task An_invite_without_limit_and_one_of_the_largest_limit_admit_on_and_on(long? maxUses)
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = maxUses });
        for (var i = 0; i < 100; i++) Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account(i)));
        Assert.Equal(maxUses, (await FindAsync(invite)).MaxUses);
        await AssertUsesAsync(invite, 100);
    }

    [Theory]
    [InlineData(-1, RedeemStatus.Admitted)]
    [InlineData(0, RedeemStatus.Expired)]
    [InlineData(1, RedeemStatus.Expired)]
    public async Task Expiry_is_decided_at_the_millisecond(int after, RedeemStatus expected)
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(1000) });
        Assert.Equal(expected, await StatusAsync(invite, Alice, 1000 + after));
        await AssertUsesAsync(invite, expected == RedeemStatus.Admitted ? 1 : 0);
    }

    [Fact]
    public async Task Ticks_below_the_millisecond_do_not_count_for_expiry()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(1000).AddTicks(5_000) });
        var before = await Stores.Redemptions.RedeemAsync(invite.Token, Alice, Given.At(999).AddTicks(9_999), Cancellation);
        Assert.Equal(RedeemStatus.Admitted, before.Status);
        var at = await Stores.Redemptions.RedeemAsync(invite.Token, Bob, Given.At(1000), Cancellation);
        Assert.Equal(RedeemStatus.Expired, at.Status);
        Assert.Equal(Given.At(999), Assert.Single(await PendingAsync()).At);
    }

    [Theory]
    [InlineData(true, true, true, RedeemStatus.Revoked)]
    [InlineData(true, true, false, RedeemStatus.Revoked)]
    [InlineData(true, false, true, RedeemStatus.Revoked)]
    [InlineData(true, false, false, RedeemStatus.Revoked)]
    [InlineData(false, true, true, RedeemStatus.Expired)]
    [InlineData(false, true, false, RedeemStatus.Expired)]
    [InlineData(false, false, true, RedeemStatus.Exhausted)]
    [InlineData(false, false, false, RedeemStatus.Admitted)]
    public async Task Of_several_faults_the_first_in_the_order_is_answered(
        bool revoked, bool expired, bool exhausted, RedeemStatus expected)
    {
        var invite = await AddAsync(
            Given.Invite() with { MaxUses = exhausted ? 1 : null, ExpiresAt = expired ? Given.At(50) : null });
        if (exhausted) await RedeemAsync(invite, Bob);
        if (revoked) await Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(20), Cancellation);
        var outcome = await RedeemAsync(invite, Alice, 60);
        Assert.Equal(expected, outcome.Status);
        if (!outcome.IsAdmitted) Assert.Equal(new RedeemOutcome(expected), outcome);
        Assert.Equal(expected == RedeemStatus.Admitted, await MemberAsync(Alice) is not null);
    }

    [Fact]
    public async Task A_member_is_answered_as_before_when_the_invite_is_used_up_since()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1 });
        await AssertSameAnswerAfterAsync(invite, () => RedeemAsync(invite, Bob));
    }

    [Fact]
    public async Task A_member_is_answered_as_before_when_the_invite_is_revoked_since()
    {
        var invite = await AddAsync(Given.Invite());
        await AssertSameAnswerAfterAsync(
            invite, () => Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(20), Cancellation).AsTask());
    }

    [Fact]
    public async Task A_member_is_answered_as_before_when_the_invite_is_expired_since()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(50) });
        await AssertSameAnswerAfterAsync(invite, () => RedeemAsync(invite, Bob, 50));
    }

    [Fact]
    public async Task A_member_is_answered_as_before_when_the_invite_is_swept_since()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(50) });
        await AssertSameAnswerAfterAsync(invite, async () =>
        {
            Assert.Equal(1, await Stores.Invites.SweepAsync(Given.At(51), 10, Cancellation));
            Assert.Equal(RedeemStatus.Unknown, await StatusAsync(invite, Bob));
        });
    }

    [Fact]
    public async Task A_member_is_answered_as_before_when_the_space_is_deleted_since()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        await AssertSameAnswerAfterAsync(
            invite, () => Stores.Spaces.DeleteAsync(invite.Space, Given.At(20), Cancellation).AsTask());
    }

    [Fact]
    public async Task A_removed_member_is_refused_by_the_invite_that_brought_it_in()
    {
        var invite = await AddAsync(Given.Invite());
        await RedeemAsync(invite, Alice);
        Assert.True(await Stores.Members.RemoveAsync(invite.Space, Alice, Given.At(20), Cancellation));
        Assert.Equal(new RedeemOutcome(RedeemStatus.Removed), await RedeemAsync(invite, Alice, 30));
        Assert.Null(await MemberAsync(Alice));
        Assert.Equal(1, (await FindAsync(invite)).Uses);
    }

    [Fact]
    public async Task A_removal_is_answered_before_every_other_fault()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1, ExpiresAt = Given.At(50) });
        await RedeemAsync(invite, Alice);
        await Stores.Members.RemoveAsync(invite.Space, Alice, Given.At(20), Cancellation);
        await Stores.Invites.RevokeAsync(invite.Space, invite.Token, Given.At(30), Cancellation);
        Assert.Equal(RedeemStatus.Removed, await StatusAsync(invite, Alice, 60));
        await Stores.Invites.SweepAsync(Given.At(100), 10, Cancellation);
        Assert.Equal(RedeemStatus.Removed, await StatusAsync(invite, Alice, 60));
    }

    [Fact]
    public async Task A_removed_member_comes_back_by_an_invite_it_never_used()
    {
        var first = await AddAsync(Given.Invite("first") with { Perms = Perms.Write });
        var second = await AddAsync(Given.Invite("second"));
        await RedeemAsync(first, Alice);
        await Stores.Members.RemoveAsync(first.Space, Alice, Given.At(20), Cancellation);
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(second, Alice, 30));
        Assert.Equal(Given.Member(Alice, Perms.Read, 30), await MemberAsync(Alice));
        Assert.Equal(RedeemStatus.Removed, await StatusAsync(first, Alice, 40));
    }

    [Fact]
    public async Task Accounts_that_differ_only_in_case_are_distinct()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 2 });
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account("carol")));
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account("Carol")));
        await AssertUsesAsync(invite, 2);
    }

    private async Task AssertSameAnswerAfterAsync(Invite invite, Func<Task> change)
    {
        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Alice));
        await change();
        Assert.Equal(new RedeemOutcome(RedeemStatus.AlreadyAdmitted, invite.Space, invite.Perms),
            await RedeemAsync(invite, Alice, 60));
        Assert.Equal(Given.Member(Alice, invite.Perms, 10), await MemberAsync(Alice));
        Assert.Single(await PendingAsync(), row => row.Account == Alice);
    }
}
