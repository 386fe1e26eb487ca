namespace AtInvites.Stores.Contracts;

/// <summary>Account codes as rows: added, found, listed by owner and disabled.</summary>
public abstract class AccountCodeContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    private static readonly Did Bob = Given.Account("bob");

    [Fact]
    public async Task A_code_is_found_as_it_was_added_with_its_times_to_the_millisecond()
    {
        var elsewhere = TimeSpan.FromHours(5.5);
        var code = Given.Gift("code", Alice) with
        {
            KeyId = "0a1b2c3d",
            Sealed = new byte[] { 0, 255, 39, 0, 128, 13, 10 },
            CreatedAt = Given.At(7).AddTicks(9_999).ToOffset(elsewhere),
            Available = 9_007_199_254_740_991,
            Uses = [new(Bob, Given.At(9).AddTicks(9_999).ToOffset(elsewhere)), Given.Use(Alice, 8)],
        };
        await AddAsync(code);
        var kept = code with { CreatedAt = Given.At(7), Uses = [Given.Use(Bob, 9), Given.Use(Alice, 8)] };
        AssertSame(kept, await FindAsync(code));
        AssertSame([kept], await AllAsync());
        AssertSame([kept], await AllAsync(CodeSort.Usage));
        AssertSame([kept], await HeldByAsync(Alice));
        AssertSame(kept, await Stores.Lineage.FindUsedAsync(Bob, Cancellation));
    }

    [Fact]
    public async Task Whoever_holds_and_made_a_code_is_kept()
    {
        var longest = Did.Parse($"did:example:{new string('x', 2036)}");
        Did[] accounts =
            [Alice, Given.Account("Alice"), Did.Parse("did:web:a.example%3A80:b_c-d"), Did.Parse("did:example:admin"), longest];
        CodeOwner[] owners = [CodeOwner.Admin, .. accounts.Select(CodeOwner.Of)];
        foreach (var owner in owners)
        {
            foreach (var maker in owners)
            {
                var code = await AddAsync(Given.Code($"{owner} {maker}") with { Owner = owner, CreatedBy = maker });
                AssertSame(code, await FindAsync(code));
                Assert.Equal(owner, await Stores.Seats.FindOwnerAsync(code.Hash, Cancellation));
            }
        }

        Assert.All(await HeldByAsync(Alice), code => Assert.Equal(Alice, code.Owner.Account));
        Assert.Equal(owners.Length, (await HeldByAsync(Alice)).Count);
    }

    [Fact]
    public async Task Nothing_is_found_where_nothing_was_added()
    {
        await AddAsync(Given.Code());
        Assert.Null(await Stores.Codes.FindAsync(Given.Token("other"), Cancellation));
        Assert.Null(await Stores.Seats.FindOwnerAsync(Given.Token("other"), Cancellation));
        Assert.Empty(await HeldByAsync(Alice));
    }

    [Fact]
    public async Task No_codes_are_added_in_vain()
    {
        await AddAllAsync([]);
        Assert.Empty(await AllAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Of_codes_with_a_hash_that_is_taken_none_is_added(int place)
    {
        var taken = await AddAsync(Given.Gift("taken", Alice) with { Available = 3 });
        var codes = Enumerable.Range(0, 5).Select(i => Given.Gift($"{i}", Alice) with { Uses = [Given.Use(Bob, 5)] }).ToArray();
        codes[place] = Given.Gift("taken", Bob) with { Uses = [Given.Use(Bob, 5)] };
        Assert.Equal(AddStatus.Duplicate, await Stores.Codes.AddAsync(codes, Cancellation));
        AssertSame([taken], await AllAsync());
        AssertSame([taken], await HeldByAsync(Alice));
        Assert.Null(await Stores.Lineage.FindUsedAsync(Bob, Cancellation));
        Assert.Empty((await Stores.Lineage.ListInviteesAsync(new() { Inviter = Alice, Limit = 10 }, Cancellation)).Items);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 4)]
    [InlineData(3, 4)]
    public async Task Of_codes_of_which_two_have_one_hash_none_is_added(int one, int other)
    {
        var codes = Enumerable.Range(0, 5).Select(i => Given.Gift($"{i}", Alice) with { Uses = [Given.Use(Bob, 5)] }).ToArray();
        codes[other] = Given.Gift($"{one}", Bob);
        Assert.Equal(AddStatus.Duplicate, await Stores.Codes.AddAsync(codes, Cancellation));
        Assert.Empty(await AllAsync());
        Assert.Null(await Stores.Lineage.FindUsedAsync(Bob, Cancellation));
        await AddAllAsync([.. codes.Where((_, i) => i != other)]);
    }

    [Fact]
    public async Task Thousands_of_codes_are_added_and_disabled_in_one_call_each()
    {
        var codes = Enumerable.Range(0, 3_000).Select(i => Given.Gift($"{i}", Given.Account(i)) with
        {
            CreatedAt = Given.At(i), Uses = [Given.Use(Given.Account(i + 1), i)],
        }).ToList();
        await AddAllAsync(codes);
        AssertSame(Enumerable.Reverse(codes), await AllAsync());
        Assert.Equal(3_000, await Stores.Codes.DisableAsync(
            [.. codes.Take(1_700).Select(code => code.Hash)], [.. codes.Skip(1_300).Select(code => code.Owner.Account!.Value)],
            Cancellation));
        Assert.All(await AllAsync(), code => Assert.True(code.IsDisabled));
    }

    [Fact]
    public async Task Uses_are_read_newest_first_and_ties_in_the_order_in_which_they_came()
    {
        var code = await AddAsync(Given.Code() with
        {
            Available = 100,
            Uses = [Given.Use(Given.Account(3), 30), Given.Use(Given.Account(9), 20), Given.Use(Given.Account(1), 20)],
        });
        AssertSame(code, await FindAsync(code));
        await RedeemAsync(code, Given.Account(2), 20);
        await RedeemAsync(code, Given.Account(7), 5);
        await RedeemAsync(code, Given.Account(5), 40);
        Assert.Equal([5, 3, 2, 9, 1, 7], (await FindAsync(code)).Uses.Select(use => int.Parse(use.UsedBy.Value[^5..])));
    }

    [Fact]
    public async Task Uses_carried_in_any_order_are_read_newest_first()
    {
        CodeUse[] uses = [.. new[] { 20, 10, 40, 30 }.Select(at => Given.Use(Given.Account(at), at))];
        var code = await AddAsync(Given.Code() with { Available = 4, Uses = uses });
        AssertSame(code with { Uses = [.. uses.OrderByDescending(use => use.UsedAt)] }, await FindAsync(code));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 2)]
    [InlineData(-7, 1)]
    [InlineData(1, 3)]
    [InlineData(long.MinValue, 0)]
    [InlineData(long.MinValue, 1)]
    public async Task A_code_brought_from_elsewhere_that_allows_nothing_more_is_kept_and_admits_nobody(long available, int uses)
    {
        var code = await AddAsync(Given.Gift("odd", Alice) with
        {
            Available = available,
            Uses = [.. Enumerable.Range(0, uses).Select(i => Given.Use(Given.Account(i), 50 - i))],
        });
        AssertSame(code, await FindAsync(code));
        Assert.False((await FindAsync(code)).IsOpen);
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "holder"));
        Assert.Equal(CodeStatus.Exhausted, await RedeemAsync(code, Bob));
        if (uses > 0) Assert.Equal(CodeStatus.AlreadyUsed, await RedeemAsync(code, Given.Account(0)));
        Assert.Empty(await Stores.Lineage.DisableSubtreeAsync(Alice, 0, false, Cancellation));
        Assert.Equal(1, await DisableAsync(code));
        AssertSame(code with { IsDisabled = true }, await FindAsync(code));
    }

    [Fact]
    public async Task A_code_may_allow_any_number_of_uses()
    {
        var code = await AddAsync(Given.Code() with { Available = long.MaxValue, Uses = [Given.Use(Bob, 1)] });
        Assert.True((await FindAsync(code)).IsOpen);
        Assert.Equal(CodeStatus.Granted, await SeatAsync(code, "holder"));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Alice));
    }

    [Fact]
    public async Task A_code_added_disabled_is_disabled()
    {
        var code = await AddAsync(Given.Gift("code", Alice) with { IsDisabled = true });
        AssertSame(code, await FindAsync(code));
        Assert.Equal(CodeStatus.Disabled, await RedeemAsync(code, Bob));
        Assert.Equal(CodeStatus.Disabled, await SeatAsync(code, "holder"));
        Assert.Equal(0, await DisableAsync(code));
    }

    [Fact]
    public async Task An_owner_sees_every_code_it_holds_newest_first_and_no_other()
    {
        AccountCode[] mine =
        [
            Given.Earned("a", Alice, 5), Given.Gift("b", Alice), Given.Earned("c", Alice, 9) with { IsDisabled = true },
            Given.Earned("d", Alice, 5), Given.Earned("e", Alice, 5) with { Uses = [Given.Use(Bob, 6)] },
            Given.Gift("f", Alice) with { CreatedBy = CodeOwner.Of(Bob), CreatedAt = Given.At(-4) },
        ];
        await AddAllAsync(
            [Given.Code("admin"), .. mine, Given.Earned("other", Bob, 5) with { CreatedBy = CodeOwner.Of(Alice) },
                Given.Gift("case", Given.Account("Alice"))]);
        AssertSame(NewestFirst(mine), await HeldByAsync(Alice));
    }

    [Fact]
    public async Task Codes_are_disabled_by_hash_once_and_for_good()
    {
        var (one, two, three) =
            (await AddAsync(Given.Gift("1", Alice)), await AddAsync(Given.Gift("2", Alice)), await AddAsync(Given.Code("3")));
        Assert.Equal(2, await DisableAsync(one, Given.Code("unknown"), three, one));
        AssertSame(one with { IsDisabled = true }, await FindAsync(one));
        AssertSame(two, await FindAsync(two));
        AssertSame(three with { IsDisabled = true }, await FindAsync(three));
        Assert.Equal(0, await DisableAsync(one, three));
        Assert.Equal(1, await DisableAsync(one, two));
    }

    [Fact]
    public async Task Codes_are_disabled_by_account_whoever_made_them_but_not_those_made_later()
    {
        AccountCode[] mine = [Given.Gift("1", Alice), Given.Earned("2", Alice, 3), Given.Earned("3", Alice, 4) with
        {
            Uses = [Given.Use(Bob, 5)],
        }];
        AccountCode[] others = [Given.Code("4"), Given.Gift("5", Bob) with { CreatedBy = CodeOwner.Of(Alice) }];
        await AddAllAsync([.. mine, .. others]);
        Assert.Equal(3, await Stores.Codes.DisableAsync([], [Alice, Given.Account("nobody"), Alice], Cancellation));
        AssertSame(NewestFirst(mine.Select(code => code with { IsDisabled = true })), await HeldByAsync(Alice));
        foreach (var code in others) AssertSame(code, await FindAsync(code));

        var later = await AddAsync(Given.Gift("later", Alice) with { CreatedAt = Given.At(-10) });
        AssertSame(later, await FindAsync(later));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(later, Bob));
        Assert.Equal(1, await Stores.Codes.DisableAsync([], [Alice], Cancellation));
    }

    [Fact]
    public async Task A_code_disabled_by_its_hash_and_by_its_account_counts_once()
    {
        var (one, two) = (await AddAsync(Given.Gift("1", Alice)), await AddAsync(Given.Gift("2", Alice)));
        var three = await AddAsync(Given.Gift("3", Bob));
        Assert.Equal(3, await Stores.Codes.DisableAsync([three.Hash, one.Hash], [Alice], Cancellation));
        foreach (var code in new[] { one, two, three }) AssertSame(code with { IsDisabled = true }, await FindAsync(code));
    }

    [Fact]
    public async Task Nothing_named_disables_nothing()
    {
        var code = await AddAsync(Given.Code());
        Assert.Equal(0, await Stores.Codes.DisableAsync([], [], Cancellation));
        Assert.Equal(0, await Stores.Codes.DisableAsync([Given.Token("unknown")], [Alice], Cancellation));
        AssertSame(code, await FindAsync(code));
    }
}
