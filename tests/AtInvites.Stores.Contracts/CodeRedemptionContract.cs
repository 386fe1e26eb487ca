namespace AtInvites.Stores.Contracts;

/// <summary>Account codes used in one step, and who holds one.</summary>
public abstract class CodeRedemptionContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    private static readonly Did Bob = Given.Account("bob");

    [Fact]
    public async Task A_code_of_nobody_is_unknown()
    {
        Assert.Equal(CodeStatus.Unknown, await RedeemAsync(Given.Code(), Alice));
        Assert.Null(await Stores.Lineage.FindUsedAsync(Alice, Cancellation));
    }

    [Fact]
    public async Task A_redemption_is_a_use_at_its_time()
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        var at = Given.At(33).AddTicks(9_999);
        Assert.Equal(CodeStatus.Granted, await Stores.Seats.RedeemAsync(code.Hash, Alice, at, Cancellation));
        AssertSame(code with { Uses = [Given.Use(Alice, 33)] }, await FindAsync(code));
    }

    [Fact]
    public async Task The_same_account_takes_one_use_and_is_told_so_in_any_state_of_the_code()
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice));
        Assert.Equal(CodeStatus.AlreadyUsed, await RedeemAsync(code, Alice, 50));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Bob));
        Assert.Equal(CodeStatus.AlreadyUsed, await RedeemAsync(code, Alice));
        await DisableAsync(code);
        Assert.Equal(CodeStatus.AlreadyUsed, await RedeemAsync(code, Alice));
        AssertSame(code with { IsDisabled = true, Uses = [Given.Use(Bob, 10), Given.Use(Alice, 10)] }, await FindAsync(code));
    }

    [Fact]
    public async Task A_disabled_code_is_refused_before_a_spent_one()
    {
        var code = await AddAsync(Given.Code());
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice));
        Assert.Equal(CodeStatus.Exhausted, await RedeemAsync(code, Bob));
        await DisableAsync(code);
        Assert.Equal(CodeStatus.Disabled, await RedeemAsync(code, Bob));
        Assert.Equal(1, await UsesAsync(code));
    }

    [Fact]
    public async Task A_seat_keeps_its_place_from_redemptions_until_its_leases_end()
    {
        var code = await AddAsync(Given.Code());
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "one", 10, 100));
        Assert.Equal(CodeStatus.Exhausted, await RedeemAsync(code, Alice, 99));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice, 100));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "one", 100, 200));
    }

    [Fact]
    public async Task A_released_place_may_be_redeemed()
    {
        var code = await AddAsync(Given.Code());
        await SeatAsync(code, "one");
        Assert.True(await ReleaseAsync(code, "one"));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice));
        Assert.Equal(0, await DrainAsync(code));
    }

    [Fact]
    public async Task A_redemption_leaves_the_seats_of_others()
    {
        var code = await AddAsync(Given.Code() with { Available = 3 });
        var seat = await ReserveAsync(code, "one");
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice));
        Assert.Equal(seat, await ReserveAsync(code, "one", 50, 500));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "one", Bob));
        Assert.Equal(1, await DrainAsync(code));
    }

    [Fact]
    public async Task A_commit_for_an_account_that_redeemed_meanwhile_takes_nothing()
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        await SeatAsync(code, "one");
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice));
        Assert.Equal(CommitStatus.AlreadyCommitted, await CommitAsync(code, "one", Alice));
        Assert.Equal(1, await UsesAsync(code));
        Assert.Equal(1, await DrainAsync(code));
    }

    [Fact]
    public async Task One_account_uses_each_code_once_and_as_many_codes_as_it_likes()
    {
        for (var i = 0; i < 5; i++)
        {
            var code = await AddAsync(Given.Code($"{i}") with { Available = 2 });
            Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice));
            Assert.Equal(CodeStatus.AlreadyUsed, await RedeemAsync(code, Alice));
            Assert.Equal(1, await UsesAsync(code));
        }
    }

    [Fact]
    public async Task Accounts_are_told_apart_by_every_character()
    {
        var code = await AddAsync(Given.Code() with { Available = 3 });
        foreach (var name in new[] { "a", "A", "a-" })
            Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Given.Account(name)));
        Assert.Equal(CodeStatus.Exhausted, await RedeemAsync(code, Given.Account("b")));
    }

    [Fact]
    public async Task The_holder_of_a_code_is_found_in_any_state_of_it()
    {
        var (admin, gift) = (await AddAsync(Given.Code("admin")), await AddAsync(Given.Gift("gift", Alice)));
        await DisableAsync(admin);
        await RedeemAsync(gift, Bob);
        Assert.Equal(CodeOwner.Admin, await Stores.Seats.FindOwnerAsync(admin.Hash, Cancellation));
        Assert.Equal(CodeOwner.Of(Alice), await Stores.Seats.FindOwnerAsync(gift.Hash, Cancellation));
        Assert.Null(await Stores.Seats.FindOwnerAsync(Given.Token("none"), Cancellation));
    }
}
