namespace AtInvites.Stores.Contracts;

/// <summary>The list of all account codes by page: every code once and in order, whatever is written between two pages.</summary>
public abstract class CodePagingContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Rows = 11;

    [Fact]
    public async Task Codes_follow_one_another_newest_first_at_every_page_size()
    {
        var codes = Enumerable.Range(0, Rows).Select(i => Row(i) with { CreatedAt = Given.At(i / 3) }).ToList();
        await AddAllAsync(codes);
        for (var limit = 1; limit <= Rows + 1; limit++) AssertSame(NewestFirst(codes), await FollowAsync(CodeSort.Recent, limit));
    }

    [Fact]
    public async Task Codes_follow_one_another_most_used_first_at_every_page_size()
    {
        var codes = Enumerable.Range(0, Rows).Select(i => Used(i, i % 4)).ToList();
        await AddAllAsync(codes);
        for (var limit = 1; limit <= Rows + 1; limit++)
            AssertSame(MostUsedFirst(codes), await FollowAsync(CodeSort.Usage, limit));
    }

    [Fact]
    public async Task Uses_count_for_the_order_however_they_came()
    {
        await AddAllAsync([Used(1, 2), Used(2, 0), Used(3, 0), Used(4, 1)]);
        for (var i = 0; i < 3; i++) Assert.Equal(CodeStatus.Granted, await RedeemAsync(Row(2), Given.Account(i)));
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(CodeStatus.Granted, await SeatAsync(Row(3), $"{i}"));
            Assert.Equal(CommitStatus.Committed, await CommitAsync(Row(3), $"{i}", Given.Account(i)));
        }

        for (var i = 0; i < 9; i++) Assert.Equal(CodeStatus.Granted, await SeatAsync(Row(4), $"{i}"));
        await DisableAsync(Row(2));
        var names = (await AllAsync(CodeSort.Usage)).Select(code => code.Hash);
        Assert.Equal(new[] { 3, 2, 1, 4 }.Select(i => Row(i).Hash), names);
    }

    [Fact]
    public async Task The_next_page_begins_after_the_last_row_of_this_one()
    {
        var codes = Enumerable.Range(0, Rows).Select(i => Used(i, i % 4) with { CreatedAt = Given.At(i / 2) }).ToList();
        await AddAllAsync(codes);
        var recent = await PageAsync(CodeSort.Recent, 4, null);
        var last = NewestFirst(codes).ElementAt(3);
        Assert.Equal(new CodePosition(last.CreatedAt.ToUnixTimeMilliseconds(), last.Hash, 0), recent.Next);

        var first = await PageAsync(CodeSort.Usage, 4, null);
        var second = await PageAsync(CodeSort.Usage, 4, first.Next);
        var ordered = MostUsedFirst(codes).ToList();
        Assert.Equal(new CodePosition(ordered[3].Uses.Count, ordered[3].Hash, first.Next!.Value.AsOf), first.Next);
        Assert.Equal(new CodePosition(ordered[7].Uses.Count, ordered[7].Hash, first.Next.Value.AsOf), second.Next);
        Assert.Null((await PageAsync(CodeSort.Usage, 3, second.Next)).Next);
    }

    [Fact]
    public async Task The_same_place_may_be_read_again_and_with_another_limit()
    {
        var codes = Enumerable.Range(0, Rows).Select(i => Used(i, i % 3)).ToList();
        await AddAllAsync(codes);
        foreach (var sort in new[] { CodeSort.Recent, CodeSort.Usage })
        {
            var place = (await PageAsync(sort, 5, null)).Next;
            var rest = (await AllAsync(sort)).Skip(5).ToList();
            for (var limit = 1; limit <= Rows; limit++)
                AssertSame(rest.Take(limit), (await PageAsync(sort, limit, place)).Items);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task By_time_codes_that_stood_throughout_appear_once_while_others_come_and_all_are_used(int limit)
    {
        var codes = Enumerable.Range(0, 2 * Rows).Select(i => Row(i) with { CreatedAt = Given.At(100 + (i / 5)) }).ToList();
        await AddAllAsync(codes);
        var shown = await FollowAsync(CodeSort.Recent, limit, async page =>
        {
            if (page >= Rows) return;
            await AddAsync(Given.Code($"newer-{page}") with { CreatedAt = Given.At(500 + page) });
            await AddAsync(Given.Code($"tied-{page}") with { CreatedAt = Given.At(102) });
            await AddAsync(Given.Code($"older-{page}") with { CreatedAt = Given.At(99 - page) });
            await RedeemAsync(codes[2 * page], Given.Account(page));
            await DisableAsync(codes[page]);
        });
        Assert.Equal(shown.Count, shown.DistinctBy(code => code.Hash).Count());
        var hashes = codes.Select(code => code.Hash).ToHashSet();
        Assert.Equal(NewestFirst(codes).Select(code => code.Hash),
            shown.Select(code => code.Hash).Where(hashes.Contains));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task By_use_codes_keep_the_place_they_had_at_the_first_page_while_they_are_used_and_others_come(int limit)
    {
        var codes = Enumerable.Range(0, 2 * Rows).Select(i => Used(i, i % 4)).ToList();
        await AddAllAsync(codes);
        var order = MostUsedFirst(codes).ToList();
        var shown = await FollowAsync(CodeSort.Usage, limit, async page =>
        {
            if (page >= 6) return;
            foreach (var (number, code) in new[] { order[^1], order[^(1 + page)], order[0], order[Rows] }.Index())
                Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Given.Account($"late-{page}-{number}"), page));
            await AddAsync(Given.Code($"new-{page}") with { Uses = [.. Uses(9, page)], Available = 20 });
            await AddAsync(Given.Code($"unused-{page}"));
        });
        Assert.Equal(shown.Count, shown.DistinctBy(code => code.Hash).Count());
        var hashes = codes.Select(code => code.Hash).ToHashSet();
        Assert.Equal(order.Select(code => code.Hash), shown.Select(code => code.Hash).Where(hashes.Contains));
    }

    [Fact]
    public async Task Uses_are_shown_as_they_are_when_the_page_is_read()
    {
        await AddAllAsync([Used(1, 3), Used(2, 2), Used(3, 1)]);
        var first = await PageAsync(CodeSort.Usage, 1, null);
        for (var i = 0; i < 5; i++) await RedeemAsync(Row(3), Given.Account($"late-{i}"), 50 + i);
        var second = await PageAsync(CodeSort.Usage, 1, first.Next);
        var third = await PageAsync(CodeSort.Usage, 1, second.Next);
        Assert.Equal(Row(2).Hash, Assert.Single(second.Items).Hash);
        Assert.Equal(Row(3).Hash, Assert.Single(third.Items).Hash);
        Assert.Equal(6, third.Items[0].Uses.Count);
        Assert.Null(third.Next);
        Assert.Equal([6, 3, 2], (await AllAsync(CodeSort.Usage)).Select(code => code.Uses.Count));
    }

    [Fact]
    public async Task A_list_by_use_begun_later_has_the_order_of_its_own_beginning()
    {
        await AddAllAsync([Used(1, 3), Used(2, 2), Used(3, 1)]);
        var early = await PageAsync(CodeSort.Usage, 1, null);
        for (var i = 0; i < 5; i++) await RedeemAsync(Row(3), Given.Account($"late-{i}"), -50 - i);
        var late = await PageAsync(CodeSort.Usage, 1, null);
        Assert.Equal(Row(3).Hash, Assert.Single(late.Items).Hash);
        Assert.True(late.Next!.Value.AsOf > early.Next!.Value.AsOf);
        Assert.Equal([Row(1).Hash, Row(2).Hash], (await PageAsync(CodeSort.Usage, 5, late.Next)).Items.Select(code => code.Hash));
        Assert.Equal([Row(2).Hash, Row(3).Hash],
            (await PageAsync(CodeSort.Usage, 5, early.Next)).Items.Select(code => code.Hash));
    }

    [Fact]
    public async Task A_place_that_no_code_holds_is_a_place_all_the_same()
    {
        await AddAllAsync([.. Enumerable.Range(0, 4).Select(i => Used(i, 2 * i) with { CreatedAt = Given.At(10 * i) })]);
        var between = new CodePosition(Given.At(15).ToUnixTimeMilliseconds(), default, 0);
        var recent = await PageAsync(CodeSort.Recent, 10, between);
        Assert.Equal([Row(1).Hash, Row(0).Hash], recent.Items.Select(code => code.Hash));
        Assert.Null(recent.Next);

        var asOf = (await PageAsync(CodeSort.Usage, 1, null)).Next!.Value.AsOf;
        var usage = await PageAsync(CodeSort.Usage, 10, new(3, default, asOf));
        Assert.Equal([Row(1).Hash, Row(0).Hash], usage.Items.Select(code => code.Hash));
        Assert.Empty((await PageAsync(CodeSort.Usage, 10, new(-1, default, asOf))).Items);
        Assert.Equal(4, (await PageAsync(CodeSort.Usage, 10, new(long.MaxValue, default, asOf))).Items.Count);
        Assert.Empty((await PageAsync(CodeSort.Recent, 10, new(long.MinValue, default, 0))).Items);
        Assert.Equal(4, (await PageAsync(CodeSort.Recent, 10, new(long.MaxValue, default, 0))).Items.Count);
    }

    [Fact]
    public async Task Ties_go_by_the_whole_hash_as_its_bytes_are()
    {
        var codes = new List<AccountCode>();
        foreach (var (place, value) in new[] { (0, 127), (0, 128), (0, 255), (15, 128), (31, 1), (31, 255), (16, 9) })
        {
            var bytes = new byte[TokenHash.Size];
            bytes[place] = (byte)value;
            codes.Add(Given.Code() with { Hash = new(bytes) });
        }

        await AddAllAsync(codes);
        foreach (var sort in new[] { CodeSort.Recent, CodeSort.Usage })
            AssertSame(NewestFirst(codes), await FollowAsync(sort, 2));
    }

    [Theory]
    [InlineData(CodeSort.Recent)]
    [InlineData(CodeSort.Usage)]
    public async Task A_store_without_codes_has_one_empty_page(CodeSort sort)
    {
        var page = await PageAsync(sort, 1, null);
        Assert.Empty(page.Items);
        Assert.Null(page.Next);
    }

    private static AccountCode Row(int number) => Given.Code($"{number}") with { Available = 20 };

    private static AccountCode Used(int number, int uses) => Row(number) with { Uses = [.. Uses(uses, number)] };

    // All in one millisecond.
    private static IEnumerable<CodeUse> Uses(int count, int number) =>
        Enumerable.Range(0, count).Select(i => Given.Use(Given.Account($"user-{number}-{i}"), 5));

    private static IEnumerable<AccountCode> MostUsedFirst(IEnumerable<AccountCode> codes) =>
        codes.OrderByDescending(code => code.Uses.Count).ThenByDescending(code => code.Hash.ToHex(), StringComparer.Ordinal);

    // A full page is the only one that rows may follow.
    private async Task<CodePage> PageAsync(CodeSort sort, int limit, CodePosition? after)
    {
        var page = await Stores.Codes.ListAsync(new() { Sort = sort, Limit = limit, After = after }, Cancellation);
        Assert.True(page.Next is null ? page.Items.Count <= limit : page.Items.Count == limit);
        return page;
    }

    /// <summary>Follows the pages to the end, with <paramref name="between"/> after each that is not the last.</summary>
    private async Task<List<AccountCode>> FollowAsync(CodeSort sort, int limit, Func<int, Task>? between = null)
    {
        var rows = new List<AccountCode>();
        CodePosition? after = null;
        for (var number = 0; ; number++)
        {
            var page = await PageAsync(sort, limit, after);
            rows.AddRange(page.Items);
            if (page.Next is null) return rows;
            Assert.True(number < 100, "The pages do not end.");
            after = page.Next;
            if (between is not null) await between(number);
        }
    }
}
