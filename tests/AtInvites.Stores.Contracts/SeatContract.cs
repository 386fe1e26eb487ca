namespace AtInvites.Stores.Contracts;

/// <summary>Seats, one caller at a time: reserved, committed, released, and over at their lease's end.</summary>
public abstract class SeatContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    private static readonly Did Bob = Given.Account("bob");

    [Fact]
    public async Task An_unknown_code_has_no_seats()
    {
        var code = Given.Code("unknown");
        Assert.Equal(new SeatOutcome(CodeStatus.Unknown), await ReserveAsync(code, "one"));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "one", Alice));
        Assert.False(await ReleaseAsync(code, "one"));
        await AddAsync(code);
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "one", Alice));
        Assert.Equal(1, await DrainAsync(code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task As_many_holders_get_a_seat_as_the_code_allows(int available)
    {
        var code = await AddAsync(Given.Code() with { Available = available });
        for (var i = 0; i < available; i++)
            Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(100)), await ReserveAsync(code, $"{i}"));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "late"));
        AssertSame(code, await FindAsync(code));
        for (var i = 0; i < available; i++)
            Assert.Equal(CommitStatus.Committed, await CommitAsync(code, $"{i}", Given.Account(i)));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "late", 1_000, 2_000));
        Assert.Equal(available, await UsesAsync(code));
    }

    [Fact]
    public async Task Uses_and_held_seats_count_together()
    {
        var code = await AddAsync(Given.Code() with { Available = 5, Uses = [Given.Use(Given.Account(1), 1)] });
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Given.Account(2)));
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "one"));
        Assert.Equal(2, await DrainAsync(code));
    }

    [Fact]
    public async Task A_holder_keeps_its_seat_and_its_lease_however_often_it_asks()
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        var first = await ReserveAsync(code, "one", 10, 100);
        foreach (var (at, until) in new[] { (10L, 100L), (50, 500), (99, 100), (20, 21) })
            Assert.Equal(first, await ReserveAsync(code, "one", at, until));
        Assert.Equal(1, await DrainAsync(code, 99));
    }

    [Fact]
    public async Task A_lease_is_kept_and_answered_to_the_millisecond()
    {
        var code = await AddAsync(Given.Code());
        var seat = await Stores.Seats.ReserveAsync(
            code.Hash, "one", Given.At(10).AddTicks(9_999), Given.At(100).AddTicks(9_999), Cancellation);
        Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(100)), seat);
        Assert.Equal(seat, await ReserveAsync(code, "one", 99));
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "two", 100, 200));
    }

    [Fact]
    public async Task A_seat_is_held_until_the_millisecond_before_its_leases_end()
    {
        var code = await AddAsync(Given.Code());
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "one", 10, 100));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "two", 99, 200));
        Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(200)), await ReserveAsync(code, "two", 100, 200));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "one", 101, 300));
    }

    [Fact]
    public async Task At_its_leases_end_a_holder_takes_a_new_seat_as_anybody_would()
    {
        var code = await AddAsync(Given.Code());
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "one", 10, 100));
        Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(150)), await ReserveAsync(code, "one", 100, 150));
        await DisableAsync(code);
        Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(150)), await ReserveAsync(code, "one", 149, 300));
        Assert.Equal(CodeStatus.Disabled, await SeatAsync(code, "one", 150, 300));
    }

    [Fact]
    public async Task Places_come_back_one_by_one_as_the_leases_end()
    {
        var code = await AddAsync(Given.Code() with { Available = 64 });
        for (var i = 0; i < 64; i++) Assert.Equal(CodeStatus.Granted, await SeatAsync(code, $"{i}", 10, 100 + i));
        for (var i = 0; i < 64; i += 9)
        {
            Assert.Equal(i == 0 ? 0 : 8, await DrainAsync(code, 99 + i));
            Assert.Equal(1, await DrainAsync(code, 100 + i));
        }
    }

    [Fact]
    public async Task Every_place_is_back_at_the_end_of_leases_that_nobody_released()
    {
        var code = await AddAsync(Given.Code() with { Available = 50 });
        for (var i = 0; i < 50; i++) Assert.Equal(CodeStatus.Granted, await SeatAsync(code, $"{i}"));
        Assert.Equal(0, await DrainAsync(code, 99));
        Assert.Equal(50, await DrainAsync(code, 100));
    }

    [Fact]
    public async Task A_held_seat_is_found_in_any_state_of_the_code_and_a_disabled_code_is_refused_before_a_full_one()
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        var seat = await ReserveAsync(code, "one");
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Bob));
        Assert.Equal(seat, await ReserveAsync(code, "one"));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "two"));
        Assert.Equal(1, await DisableAsync(code));
        Assert.Equal(seat, await ReserveAsync(code, "one"));
        Assert.Equal(CodeStatus.Disabled, await SeatAsync(code, "two"));
        Assert.Equal(CodeStatus.Disabled, await SeatAsync(code, "two", 100, 200));
    }

    [Fact]
    public async Task Holders_are_told_apart_by_every_character()
    {
        string[] holders = ["a", "A", "a ", " a", "", "ä", "a\u0308", "a%", "a_", "'", new('x', 600), new('x', 601)];
        var code = await AddAsync(Given.Code() with { Available = holders.Length });
        foreach (var holder in holders) Assert.Equal(CodeStatus.Granted, await SeatAsync(code, holder));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "b"));
        foreach (var holder in holders) Assert.True(await ReleaseAsync(code, holder));
        Assert.Equal(holders.Length, await DrainAsync(code));
    }

    [Fact]
    public async Task One_holder_has_a_seat_at_each_code()
    {
        var (one, two) = (await AddAsync(Given.Code("1")), await AddAsync(Given.Code("2")));
        Assert.Equal(CodeStatus.Granted, await SeatAsync(one, "holder", 10, 100));
        Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(200)), await ReserveAsync(two, "holder", 10, 200));
        Assert.True(await ReleaseAsync(one, "holder"));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(one, "holder", Alice));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(two, "holder", Alice, 199));
        Assert.Equal((0, 1), (await UsesAsync(one), await UsesAsync(two)));
    }

    [Fact]
    public async Task A_commit_is_a_use_at_its_time_and_keeps_the_place()
    {
        var code = await AddAsync(Given.Code() with { Available = 3 });
        foreach (var holder in new[] { "one", "two" }) await SeatAsync(code, holder);
        var commit = new SeatCommit(code.Hash, "one", Alice, Given.At(42).AddTicks(9_999));
        Assert.Equal(CommitStatus.Committed, await Stores.Seats.CommitAsync(commit, Cancellation));
        AssertSame(code with { Uses = [Given.Use(Alice, 42)] }, await FindAsync(code));
        Assert.Equal(1, await DrainAsync(code));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "two", Bob));
        Assert.Equal(CodeStatus.AlreadyUsed, await RedeemAsync(code, Bob));
    }

    [Theory]
    [InlineData(99, CommitStatus.Committed, 1)]
    [InlineData(100, CommitStatus.NoSeat, 0)]
    [InlineData(5_000, CommitStatus.NoSeat, 0)]
    public async Task A_commit_is_taken_until_the_millisecond_before_the_leases_end(long at, CommitStatus status, int uses)
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        await SeatAsync(code, "one", 10, 100);
        Assert.Equal(status, await CommitAsync(code, "one", Alice, at));
        Assert.Equal(uses, await UsesAsync(code));
        Assert.Equal(2 - uses, await DrainAsync(code, 5_000));
    }

    [Fact]
    public async Task Whoever_has_no_seat_commits_nothing()
    {
        var (code, other) = (await AddAsync(Given.Code() with { Available = 9 }), await AddAsync(Given.Code("other")));
        await SeatAsync(code, "one");
        await SeatAsync(other, "two");
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "two", Alice));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "ONE", Alice));
        Assert.Equal(0, await UsesAsync(code));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "one", Alice));
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(1, 50)]
    [InlineData(7, 150)]
    [InlineData(7, 50)]
    public async Task A_place_given_to_another_holder_is_not_got_back_by_a_late_commit_whatever_its_clock_says(
        int available, long at)
    {
        var code = await AddAsync(Given.Code() with { Available = available });
        await SeatAsync(code, "one", 10, 100);
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "two", 100, 200));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "one", Alice, at));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "two", Bob, 120));
        Assert.Equal(1, await UsesAsync(code));
    }

    [Fact]
    public async Task A_place_redeemed_by_another_account_is_not_got_back_by_a_late_commit()
    {
        var code = await AddAsync(Given.Code());
        await SeatAsync(code, "one", 10, 100);
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Bob, 100));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "one", Alice, 50));
        AssertSame(code with { Uses = [Given.Use(Bob, 100)] }, await FindAsync(code));
    }

    [Fact]
    public async Task The_same_commit_again_answers_so_at_any_time_and_takes_nothing()
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        await SeatAsync(code, "one", 10, 100);
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "one", Alice, 20));
        foreach (var at in new[] { 20L, 99, 100, 10_000, 5 })
            Assert.Equal(CommitStatus.AlreadyCommitted, await CommitAsync(code, "one", Alice, at));
        await SeatAsync(code, "two", 110, 200);
        Assert.Equal(CommitStatus.AlreadyCommitted, await CommitAsync(code, "one", Alice, 120));
        await DisableAsync(code);
        Assert.Equal(CommitStatus.AlreadyCommitted, await CommitAsync(code, "one", Alice, 130));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "two", Bob, 140));
        AssertSame(code with { IsDisabled = true, Uses = [Given.Use(Bob, 140), Given.Use(Alice, 20)] }, await FindAsync(code));
    }

    [Fact]
    public async Task A_seat_held_when_the_code_was_disabled_may_be_committed()
    {
        var code = await AddAsync(Given.Gift("code", Bob));
        await SeatAsync(code, "one");
        Assert.Equal(1, await Stores.Codes.DisableAsync([], [Bob], Cancellation));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "one", Alice));
        AssertSame(code with { IsDisabled = true, Uses = [Given.Use(Alice, 20)] }, await FindAsync(code));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(5_000)]
    public async Task A_commit_for_an_account_that_used_the_code_frees_the_seat(long at)
    {
        var code = await AddAsync(Given.Code() with { Available = 2, Uses = [Given.Use(Alice, 1)] });
        await SeatAsync(code, "one", 10, 10_000);
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "two"));
        Assert.Equal(CommitStatus.AlreadyCommitted, await CommitAsync(code, "one", Alice, at));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "one", Bob));
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "two"));
        AssertSame(code, await FindAsync(code));
    }

    [Fact]
    public async Task A_committed_seat_is_gone_for_another_account_and_the_holder_may_take_another()
    {
        var code = await AddAsync(Given.Code() with { Available = 3 });
        await SeatAsync(code, "one");
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "one", Alice));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "one", Bob));
        Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(400)), await ReserveAsync(code, "one", 30, 400));
        Assert.Equal(1, await DrainAsync(code, 30));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "one", Bob, 350));
        Assert.Equal(2, await UsesAsync(code));
    }

    [Fact]
    public async Task A_released_seat_is_free_and_only_that_one()
    {
        var code = await AddAsync(Given.Code() with { Available = 2 });
        await SeatAsync(code, "one");
        await SeatAsync(code, "two");
        Assert.False(await ReleaseAsync(code, "three"));
        Assert.True(await ReleaseAsync(code, "one"));
        Assert.False(await ReleaseAsync(code, "one"));
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(code, "one", Alice));
        Assert.Equal(1, await DrainAsync(code));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "two", Bob));
        Assert.False(await ReleaseAsync(code, "two"));
        Assert.Equal(1, await UsesAsync(code));
    }

    [Fact]
    public async Task A_seat_of_a_disabled_code_may_be_released_and_is_not_had_again()
    {
        var code = await AddAsync(Given.Code());
        await SeatAsync(code, "one");
        await DisableAsync(code);
        Assert.True(await ReleaseAsync(code, "one"));
        Assert.Equal(CodeStatus.Disabled, await SeatAsync(code, "one"));
    }
}
