using AtInvites.Stores.Contracts.Modelling;
using FsCheck.Fluent;

namespace AtInvites.Stores.Contracts;

/// <summary>Codes that an account's time has earned, settled in one step.</summary>
public abstract class EarningContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Cases = 150;
    private const int Callers = 100;

    private static readonly Did Alice = Given.Account("alice");

    private static readonly Did Bob = Given.Account("bob");

    [Theory]
    [InlineData(0, 5, 0)]
    [InlineData(-3, 5, 0)]
    [InlineData(1, 5, 1)]
    [InlineData(4, 5, 4)]
    [InlineData(6, 5, 5)]
    [InlineData(long.MaxValue, 5, 5)]
    [InlineData(6, 0, 0)]
    [InlineData(6, 100, 6)]
    [InlineData(50, 100, 8)]
    public async Task An_account_without_codes_gets_what_its_time_is_worth_and_no_more_than_may_be_open(
        long couldCreate, int maxOpen, int expected)
    {
        var prepared = Prepare(Alice, "", 8);
        var made = await EarnAsync(Earning(Alice, couldCreate, prepared) with { MaxOpen = maxOpen });
        Assert.Equal(expected, made.Count);
        AssertSame(NewestFirst(made), await HeldByAsync(Alice));
        AssertSame(NewestFirst(made), await AllAsync());
        Assert.All(made, code => Assert.Contains(CodeText.Of(code), prepared.Select(CodeText.Of)));
    }

    [Fact]
    public async Task Earned_codes_are_used_as_others_are_and_are_stored_to_the_millisecond()
    {
        var prepared = Given.Earned("code", Alice, 5) with { CreatedAt = Given.At(5).AddTicks(9_999), KeyId = "0a1b2c3d" };
        var made = Assert.Single(await EarnAsync(Earning(Alice, 1, [prepared])));
        AssertSame(prepared with { CreatedAt = Given.At(5) }, made);
        AssertSame(made, await FindAsync(made));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(made, Bob));
        Assert.Equal(CodeStatus.Exhausted, await RedeemAsync(made, Given.Account(1)));
    }

    [Fact]
    public async Task Open_codes_take_places_and_used_or_disabled_ones_free_theirs_but_count_as_earned()
    {
        Assert.Equal(5, (await EarnAsync(Earning(Alice, 9, Prepare(Alice, "a", 5)))).Count);
        Assert.Empty(await EarnAsync(Earning(Alice, 9, Prepare(Alice, "b", 5))));
        var open = await HeldByAsync(Alice);
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(open[0], Bob));
        Assert.Equal(1, await DisableAsync(open[1]));
        Assert.Equal(2, (await EarnAsync(Earning(Alice, 9, Prepare(Alice, "c", 5)))).Count);
        await Stores.Codes.DisableAsync([], [Alice], Cancellation);
        Assert.Equal(2, (await EarnAsync(Earning(Alice, 9, Prepare(Alice, "d", 5)))).Count);
        Assert.Empty(await EarnAsync(Earning(Alice, 9, Prepare(Alice, "e", 5))));
        Assert.Equal(9, (await HeldByAsync(Alice)).Count);
    }

    [Fact]
    public async Task A_code_that_is_held_but_not_used_is_open_and_so_is_one_of_more_uses()
    {
        var many = await AddAsync(Given.Earned("many", Alice, 1) with { Available = 2, Uses = [Given.Use(Bob, 2)] });
        var held = await AddAsync(Given.Earned("held", Alice, 1));
        Assert.Equal(CodeStatus.Granted, await SeatAsync(held, "holder"));
        Assert.Equal(3, (await EarnAsync(Earning(Alice, 100, Prepare(Alice, "a", 8)))).Count);
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(many, Given.Account(1)));
        Assert.Single(await EarnAsync(Earning(Alice, 100, Prepare(Alice, "b", 8))));
    }

    [Fact]
    public async Task Gifts_and_codes_of_others_count_for_nothing()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddAsync(Given.Gift($"gift-{i}", Alice) with { CreatedAt = Given.At(9) });
            await AddAsync(Given.Gift($"from-bob-{i}", Alice) with { CreatedAt = Given.At(9), CreatedBy = CodeOwner.Of(Bob) });
            await AddAsync(Given.Gift($"to-bob-{i}", Bob) with { CreatedAt = Given.At(9), CreatedBy = CodeOwner.Of(Alice) });
            await AddAsync(Given.Earned($"bob-{i}", Bob, 9));
            await AddAsync(Given.Earned($"case-{i}", Given.Account("Alice"), 9));
        }

        Assert.Equal(4, (await EarnAsync(Earning(Alice, 4, Prepare(Alice, "a", 8)))).Count);
    }

    [Theory]
    [InlineData(99, 2)]
    [InlineData(100, 2)]
    [InlineData(101, 1)]
    public async Task Only_what_was_made_after_the_boundary_uses_up_time(long madeAt, int expected)
    {
        await AddAsync(Given.Earned("code", Alice, madeAt) with { Uses = [Given.Use(Bob, madeAt)] });
        var earning = Earning(Alice, 2, Prepare(Alice, "a", 8)) with { Since = Given.At(100) };
        Assert.Equal(expected, (await EarnAsync(earning)).Count);
    }

    [Fact]
    public async Task What_was_made_before_the_boundary_takes_a_place_all_the_same()
    {
        for (var i = 0; i < 3; i++) await AddAsync(Given.Earned($"{i}", Alice, 50));
        var earning = Earning(Alice, 100, Prepare(Alice, "a", 8)) with { Since = Given.At(100) };
        Assert.Equal(2, (await EarnAsync(earning)).Count);
    }

    [Fact]
    public async Task While_invites_are_disabled_codes_are_made_disabled_for_good_and_use_up_the_time()
    {
        await Stores.AccountInvites.SetAsync(Alice, new(true, "spam"), Cancellation);
        var disabled = await EarnAsync(Earning(Alice, 3, Prepare(Alice, "a", 2)));
        Assert.Equal(2, disabled.Count);
        Assert.All(disabled, code => Assert.True(code.IsDisabled));
        AssertSame(NewestFirst(disabled), await HeldByAsync(Alice));
        Assert.Equal(CodeStatus.Disabled, await RedeemAsync(disabled[0], Bob));
        Assert.False((await EarnAsync(Earning(Bob, 1, Prepare(Bob, "b", 1))))[0].IsDisabled);

        await Stores.AccountInvites.SetAsync(Alice, new(false, null), Cancellation);
        var later = await EarnAsync(Earning(Alice, 3, Prepare(Alice, "c", 5)));
        Assert.False(Assert.Single(later).IsDisabled);
        Assert.Equal(2, (await HeldByAsync(Alice)).Count(code => code.IsDisabled));
    }

    [Fact]
    public async Task Disabled_codes_take_no_place()
    {
        await Stores.AccountInvites.SetAsync(Alice, new(true, null), Cancellation);
        for (var i = 0; i < 3; i++) Assert.Equal(5, (await EarnAsync(Earning(Alice, 100, Prepare(Alice, $"{i}", 5)))).Count);
        Assert.Equal(15, (await HeldByAsync(Alice)).Count);
    }

    [Fact]
    public async Task Any_history_earns_what_the_rule_says()
    {
        var number = 0;
        // Per code: when it was made, and whether it is open, used, disabled, used and disabled, or a gift.
        var histories = Gen.ArrayOf(Gen.Choose(98, 103).SelectMany(at => Gen.Choose(0, 6).Select(state => (at, state))))
            .SelectMany(codes => Gen.Choose(-1, 12).SelectMany(could => Gen.Choose(0, 8).Select(max => (codes, could, max))));
        await Properties.CheckAsync(Cases, Arb.From(histories), async history =>
        {
            var (codes, could, max) = history;
            var account = Given.Account(number++);
            await AddAllAsync([.. codes.Index().Select(code =>
                InState(Given.Earned($"{account} {code.Index}", account, code.Item.at), code.Item.state))]);
            var earned = codes.Where(code => code.state < 5).ToList();
            var places = max - earned.Count(code => code.state < 2);
            var time = could - earned.Count(code => code.at > 100);
            var expected = Math.Max(0, new[] { places, time, 6 }.Min());
            var made = await EarnAsync(
                Earning(account, could, Prepare(account, $"{account}", 6)) with { Since = Given.At(100), MaxOpen = max });
            Assert.Equal(expected, made.Count);
            Assert.Equal(codes.Length + expected, (await HeldByAsync(account)).Count);
        });
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(1_000, 5)]
    public async Task A_hundred_calls_at_once_give_exactly_the_allowance(long couldCreate, int expected)
    {
        var answers = await AtOnceAsync(Callers, async i =>
            await EarnAsync(Earning(Alice, couldCreate, Prepare(Alice, $"{i}", 5))));
        var made = answers.SelectMany(codes => codes).ToList();
        Assert.Equal(expected, made.Count);
        AssertSame(NewestFirst(made), await AllAsync());
    }

    [Fact]
    public async Task A_hundred_calls_at_once_of_two_sets_give_two_accounts_exactly_their_allowance()
    {
        StoreSet[] sets = [Stores, await Fixture.OpenAsync(Cancellation)];
        Did[] accounts = [Alice, Bob];
        var answers = await AtOnceAsync(Callers, async i =>
        {
            var account = accounts[i / 2 % 2];
            return await sets[i % 2].Codes.EarnAsync(Earning(account, 4, Prepare(account, $"{i}", 3)), Cancellation);
        });
        var made = answers.SelectMany(codes => codes).ToList();
        AssertSame(NewestFirst(made), await AllAsync());
        foreach (var account in accounts) Assert.Equal(4, (await HeldByAsync(account)).Count);
    }

    private ValueTask<IReadOnlyList<AccountCode>> EarnAsync(Earning earning) => Stores.Codes.EarnAsync(earning, Cancellation);

    private static Earning Earning(Did account, long couldCreate, IReadOnlyList<AccountCode> prepared) => new()
    {
        Account = account, CouldCreate = couldCreate, Since = Given.At(0), MaxOpen = 5, Prepared = prepared,
    };

    private static AccountCode[] Prepare(Did account, string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Given.Earned($"prepared {name} {i}", account, 200))];

    private static AccountCode InState(AccountCode code, int state) => state switch
    {
        0 => code,
        1 => code with { Available = 2, Uses = [Given.Use(Bob, 200)] },
        2 => code with { Uses = [Given.Use(Bob, 200)] },
        3 => code with { IsDisabled = true },
        4 => code with { IsDisabled = true, Uses = [Given.Use(Bob, 200)] },
        5 => code with { CreatedBy = CodeOwner.Admin },
        _ => code with { CreatedBy = CodeOwner.Admin, IsDisabled = true },
    };
}
