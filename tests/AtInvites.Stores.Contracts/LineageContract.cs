namespace AtInvites.Stores.Contracts;

/// <summary>Who came by whose code.</summary>
public abstract class LineageContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Did Alice = Given.Account("alice");

    private static readonly Did Bob = Given.Account("bob");

    private static readonly Did Carol = Given.Account("carol");

    [Fact]
    public async Task The_code_used_first_is_found_with_its_uses()
    {
        await AddAsync(Given.Gift("late", Alice) with { Available = 2, Uses = [Given.Use(Bob, 30)] });
        var first = await AddAsync(Given.Code("first") with
        {
            Available = 2, Uses = [Given.Use(Carol, 40), Given.Use(Bob, 20)], IsDisabled = true,
        });
        var code = await AddAsync(Given.Gift("middle", Alice));
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Bob, 25));
        AssertSame(first, await Stores.Lineage.FindUsedAsync(Bob, Cancellation));
        AssertSame(first, await Stores.Lineage.FindUsedAsync(Carol, Cancellation));
        Assert.Null(await Stores.Lineage.FindUsedAsync(Alice, Cancellation));
    }

    [Fact]
    public async Task Of_codes_used_in_one_millisecond_the_one_used_first_is_found()
    {
        string[] names = ["b", "d", "a", "c"];
        foreach (var name in names) await AddAsync(Given.Gift(name, Alice));
        foreach (var name in names) Assert.Equal(CodeStatus.Granted, await RedeemAsync(Given.Code(name), Bob, 5));
        Assert.Equal(Given.Token("b"), (await Stores.Lineage.FindUsedAsync(Bob, Cancellation))?.Hash);
    }

    [Fact]
    public async Task A_seat_links_nobody_until_it_is_committed()
    {
        var code = await AddAsync(Given.Gift("code", Alice));
        await SeatAsync(code, "bob");
        Assert.Null(await Stores.Lineage.FindUsedAsync(Bob, Cancellation));
        Assert.Equal(["alice 0"], await SubtreeAsync(Alice, 9));
        await CommitAsync(code, "bob", Bob);
        Assert.Equal(code.Hash, (await Stores.Lineage.FindUsedAsync(Bob, Cancellation))?.Hash);
        Assert.Equal(["alice 0", "bob 1"], await SubtreeAsync(Alice, 9));
        Assert.Equal([new Invitee(Bob, Alice, Given.At(20), code.Hash)], await InviteesAsync(Alice, 5));
    }

    [Fact]
    public async Task Invitees_follow_one_another_oldest_first_at_every_page_size()
    {
        var expected = new List<Invitee>();
        string[] names = ["b", "B", "a-b", "a.b", "a_b", "a", "0"];
        for (var i = 0; i < 3; i++)
        {
            CodeUse[] uses = [.. names.Skip(i).Index()
                .Select(name => Given.Use(Given.Account(name.Item), 10 - (name.Index / 3)))];
            var code = await AddAsync(Given.Gift($"{i}", Alice) with { Available = 9, Uses = uses });
            expected.AddRange(uses.Select(use => new Invitee(use.UsedBy, Alice, use.UsedAt, code.Hash)));
        }

        await AddAsync(Given.Gift("bob", Bob) with { CreatedBy = CodeOwner.Of(Alice), Uses = [Given.Use(Carol, 1)] });
        await AddAsync(Given.Code("admin") with { CreatedBy = CodeOwner.Of(Alice), Uses = [Given.Use(Carol, 1)] });
        expected = [.. expected.OrderBy(row => row.InvitedAt).ThenBy(row => row.Account.Value, StringComparer.Ordinal)
            .ThenBy(row => row.Code.ToHex(), StringComparer.Ordinal)];
        for (var limit = 1; limit <= expected.Count + 1; limit++) Assert.Equal(expected, await InviteesAsync(Alice, limit));
    }

    [Fact]
    public async Task Invitees_appear_once_while_others_come()
    {
        var code = await AddAsync(Given.Gift("code", Alice) with { Available = 100 });
        for (var i = 0; i < 9; i++) await RedeemAsync(code, Given.Account(10 * i), 10 + (i / 2));
        var next = 0;
        var shown = await InviteesAsync(Alice, 2, async () =>
        {
            await RedeemAsync(code, Given.Account(500 + next), 5);
            await RedeemAsync(code, Given.Account(600 + next), 12);
            if (next++ < 5) await RedeemAsync(code, Given.Account(700 + next), 99);
        });
        Assert.Equal(shown.Count, shown.DistinctBy(row => row.Account).Count());
        for (var i = 0; i < 9; i++) Assert.Single(shown, row => row.Account == Given.Account(10 * i));
    }

    [Fact]
    public async Task A_place_that_no_invitee_holds_is_a_place_all_the_same()
    {
        var code = await AddAsync(Given.Gift("code", Alice) with { Available = 9 });
        for (var i = 0; i < 4; i++) await RedeemAsync(code, Given.Account(i), 10 * i);
        var query = new InviteeQuery { Inviter = Alice, Limit = 9, After = new(Given.Account(1), Alice, Given.At(15), default) };
        var page = await Stores.Lineage.ListInviteesAsync(query, Cancellation);
        Assert.Equal([Given.Account(2), Given.Account(3)], page.Items.Select(row => row.Account));
        Assert.False(page.HasMore);
        Assert.Empty(await InviteesAsync(Bob, 1));
    }

    [Theory]
    [InlineData(0, "alice 0")]
    [InlineData(1, "alice 0", "Z 1", "bob 1")]
    [InlineData(2, "alice 0", "Z 1", "bob 1", "carol 2", "d-2 2", "dave 2")]
    [InlineData(3, "alice 0", "Z 1", "bob 1", "carol 2", "d-2 2", "dave 2", "erin 3")]
    [InlineData(int.MaxValue, "alice 0", "Z 1", "bob 1", "carol 2", "d-2 2", "dave 2", "erin 3", "frank 4")]
    public async Task A_subtree_goes_down_to_its_depth_nearest_first(int depth, params string[] expected)
    {
        await LinkAsync("alice>bob", "alice>Z", "bob>dave", "bob>d-2", "Z>carol", "dave>erin", "erin>frank", "root>alice", "x>y");
        Assert.Equal(expected, await SubtreeAsync(Alice, depth));
    }

    [Fact]
    public async Task Who_was_invited_on_many_ways_is_there_once_at_the_shortest()
    {
        await LinkAsync("alice>bob", "alice>carol", "bob>dave", "carol>dave", "dave>erin", "alice>erin", "erin>bob", "alice>bob");
        Assert.Equal(["alice 0", "bob 1", "carol 1", "erin 1", "dave 2"], await SubtreeAsync(Alice, 9));
        Assert.Equal(["bob 0", "dave 1", "erin 2"], await SubtreeAsync(Bob, 9));
    }

    [Fact]
    public async Task A_circle_of_invitations_ends()
    {
        await LinkAsync("alice>bob", "bob>carol", "carol>alice", "bob>bob");
        Assert.Equal(["alice 0", "bob 1", "carol 2"], await SubtreeAsync(Alice, int.MaxValue));
        Assert.Equal(["carol 0", "alice 1", "bob 2"], await SubtreeAsync(Carol, int.MaxValue));
        Assert.Equal(["carol 0", "alice 1"], await SubtreeAsync(Carol, 1));
    }

    [Fact]
    public async Task Codes_of_the_administration_link_nobody()
    {
        var admin = await AddAsync(Given.Code("admin") with { Available = 9, CreatedBy = CodeOwner.Of(Alice) });
        foreach (var account in new[] { Alice, Bob, Carol }) await RedeemAsync(admin, account);
        await LinkAsync("bob>dave");
        Assert.Equal(["alice 0"], await SubtreeAsync(Alice, 9));
        Assert.Equal(["bob 0", "dave 1"], await SubtreeAsync(Bob, 9));
        Assert.Equal(["admin 0"], await SubtreeAsync(Given.Account("admin"), 9));
        Assert.Empty(await Stores.Lineage.DisableSubtreeAsync(Given.Account("admin"), 9, false, Cancellation));
        Assert.False((await FindAsync(admin)).IsDisabled);
    }

    [Theory]
    [InlineData(0, "alice-open")]
    [InlineData(1, "alice-open", "bob-gift", "bob-held", "bob-open")]
    [InlineData(2, "alice-open", "bob-gift", "bob-held", "bob-open", "carol-open", "carol-part")]
    public async Task The_open_codes_of_a_subtree_are_disabled_and_a_dry_run_says_which(int depth, params string[] open)
    {
        await LinkAsync("alice>bob", "bob>carol", "carol>alice", "eve>alice", "carol>dave");
        var part = Given.Gift("carol-part", Carol) with { Available = 3, Uses = [Given.Use(Bob, 9), Given.Use(Alice, 8)] };
        var held = Given.Earned("bob-held", Bob, 7);
        AccountCode[] others =
        [
            Given.Earned("bob-spent", Bob, 3) with { Uses = [Given.Use(Carol, 4)] }, Given.Code("admin"),
            Given.Earned("bob-off", Bob, 3) with { IsDisabled = true }, Given.Gift("bob-none", Bob) with { Available = 0 },
            Given.Earned("eve-open", Given.Account("eve"), 3), Given.Gift("eve-by-bob", Given.Account("eve")) with
            {
                CreatedBy = CodeOwner.Of(Bob),
            },
        ];
        await AddAllAsync([part, held, .. others, Given.Earned("alice-open", Alice, 5), Given.Earned("bob-open", Bob, 6),
            Given.Gift("bob-gift", Bob), Given.Earned("carol-open", Carol, 5)]);
        var before = await AllAsync();
        await SeatAsync(held, "holder");

        var foretold = await Stores.Lineage.DisableSubtreeAsync(Alice, depth, true, Cancellation);
        AssertSame(before, await AllAsync());
        AssertSame(foretold, await Stores.Lineage.DisableSubtreeAsync(Alice, depth, false, Cancellation));
        var hashes = open.Select(Given.Token).OrderBy(hash => hash.ToHex(), StringComparer.Ordinal).ToList();
        Assert.Equal(hashes, foretold.Select(code => code.Hash));
        AssertSame(before.Select(code => hashes.Contains(code.Hash) ? code with { IsDisabled = true } : code), await AllAsync());
        foreach (var code in foretold) AssertSame(code, await FindAsync(code));
        foreach (var isDryRun in new[] { true, false })
            Assert.Empty(await Stores.Lineage.DisableSubtreeAsync(Alice, depth, isDryRun, Cancellation));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(held, "holder", Given.Account("grace")));
    }

    [Fact]
    public async Task A_wide_and_deep_subtree_is_read_and_disabled_whole()
    {
        const int Accounts = 1_200;
        await AddAllAsync([.. Enumerable.Range(1, Accounts - 1).Select(i =>
            Given.Gift($"use-{i}", Given.Account(i < 900 ? 0 : i - 1)) with { Uses = [Given.Use(Given.Account(i), i)] })]);
        await AddAllAsync([.. Enumerable.Range(0, Accounts).Select(i => Given.Gift($"open-{i}", Given.Account(i)))]);
        var entries = await Stores.Lineage.ReadSubtreeAsync(Given.Account(0), int.MaxValue, Cancellation);
        Assert.Equal(Enumerable.Range(0, Accounts).Select(i =>
            new LineageEntry(Given.Account(i), i == 0 ? 0 : Math.Max(1, i - 898))), entries);
        var disabled = await Stores.Lineage.DisableSubtreeAsync(Given.Account(0), int.MaxValue, false, Cancellation);
        Assert.Equal(Accounts, disabled.Count);
        Assert.Equal(Accounts, (await AllAsync()).Count(code => code.IsDisabled));
    }

    /// <summary>Each link <c>a&gt;b</c> is a code that a holds and b used.</summary>
    private async Task LinkAsync(params string[] links)
    {
        foreach (var (number, link) in links.Index())
        {
            Did[] ends = [.. link.Split('>').Select(Given.Account)];
            await AddAsync(Given.Gift($"link-{number}", ends[0]) with { Uses = [Given.Use(ends[1], number)] });
        }
    }

    private async Task<IReadOnlyList<string>> SubtreeAsync(Did root, int depth)
    {
        var entries = await Stores.Lineage.ReadSubtreeAsync(root, depth, Cancellation);
        return [.. entries.Select(entry => $"{entry.Account.Value["did:example:".Length..]} {entry.Depth}")];
    }

    private async Task<List<Invitee>> InviteesAsync(Did inviter, int limit, Func<Task>? between = null)
    {
        var rows = new List<Invitee>();
        while (true)
        {
            var query = new InviteeQuery { Inviter = inviter, Limit = limit, After = rows is [.., var last] ? last : null };
            var page = await Stores.Lineage.ListInviteesAsync(query, Cancellation);
            rows.AddRange(page.Items);
            Assert.True(page.HasMore ? page.Items.Count == limit : page.Items.Count <= limit);
            Assert.True(rows.Count < 1_000, "The pages do not end.");
            if (!page.HasMore) return rows;
            if (between is not null) await between();
        }
    }
}
