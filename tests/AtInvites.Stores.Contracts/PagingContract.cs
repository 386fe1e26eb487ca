namespace AtInvites.Stores.Contracts;

/// <summary>Lists by page: every row once, in order, whatever is written between two pages.</summary>
public abstract class PagingContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Rows = 11;

    [Fact]
    public async Task Invites_follow_one_another_newest_first_at_every_page_size()
    {
        var invites = new List<Invite>();
        for (var i = 0; i < Rows; i++) invites.Add(await AddAsync(Given.Invite($"{i}") with { CreatedAt = Given.At(i / 3) }));
        await AddAsync(Given.Invite("elsewhere", "other"));
        invites.Sort((one, other) => one.Position.CompareTo(other.Position));
        for (var limit = 1; limit <= Rows + 1; limit++)
            Assert.Equal(invites, await AllAsync(InvitePage(limit), _ => Task.CompletedTask));
    }

    [Fact]
    public async Task Members_follow_one_another_by_did_at_every_page_size()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        string[] names = ["b", "B", "a-b", "a.b", "a:b", "a_b", "a", "aa", "0", "z"];
        for (var i = 0; i < names.Length; i++)
        {
            if (i % 2 == 0) await RedeemAsync(invite, Given.Account(names[i]));
            if (i % 3 != 1) await Stores.Members.AddAsync(Given.SpaceUri(), Given.Member(Given.Account(names[i])), Cancellation);
            if (i % 3 == 1 && i % 2 == 1) await RedeemAsync(invite, Given.Account(names[i]));
        }

        var expected = names.Select(Given.Account).Append(Given.Owner).Select(did => did.Value)
            .Order(StringComparer.Ordinal).ToList();
        for (var limit = 1; limit <= Rows + 1; limit++)
        {
            var members = await AllAsync(MemberPage(limit), _ => Task.CompletedTask);
            Assert.Equal(expected, members.Select(member => member.Account.Value));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Spaces_follow_one_another_by_uri_at_every_page_size(bool ownedOnly)
    {
        string[] keys = ["b", "B", "a-b", "a.b", "a:b", "a_b", "a~b", "a", "aa", "0", "z"];
        foreach (var key in keys) await CreateAsync(Given.Space(key));
        var expected = keys.Select(key => Given.SpaceUri(key).Value).Order(StringComparer.Ordinal).ToList();
        for (var limit = 1; limit <= Rows + 1; limit++)
        {
            var spaces = await AllAsync(SpacePage(limit, ownedOnly), _ => Task.CompletedTask);
            Assert.Equal(expected, spaces.Select(space => space.Uri.Value));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Invites_that_stood_throughout_appear_once_while_others_come_and_go(int limit)
    {
        for (var i = 0; i < 2 * Rows; i++)
        {
            var expiry = i % 2 == 0 ? null : (DateTimeOffset?)Given.At(5);
            await AddAsync(Given.Invite($"{i}") with { CreatedAt = Given.At(100 + (i / 5)), ExpiresAt = expiry });
        }

        var shown = await AllAsync(InvitePage(limit), async page =>
        {
            if (page >= Rows) return;
            await AddAsync(Given.Invite($"newer-{page}") with { CreatedAt = Given.At(500 + page) });
            await AddAsync(Given.Invite($"tied-{page}") with { CreatedAt = Given.At(102) });
            await AddAsync(Given.Invite($"older-{page}") with { CreatedAt = Given.At(99 - page) });
            await Stores.Invites.SweepAsync(Given.At(50), 1, Cancellation);
            await RedeemAsync(Given.Invite("4"), Given.Account(page));
        });
        Assert.Equal(shown.Count, shown.DistinctBy(invite => invite.Token).Count());
        for (var i = 0; i < 2 * Rows; i += 2) Assert.Single(shown, invite => invite.Token == Given.Token($"{i}"));
    }

    [Fact]
    public async Task Invites_revoked_between_pages_do_not_shift_the_rest()
    {
        for (var i = 0; i < Rows; i++) await AddAsync(Given.Invite($"{i}") with { CreatedAt = Given.At(100 - i) });
        var next = 0;
        var shown = await AllAsync<Invite>(
            async after =>
            {
                var query = new InviteQuery { Space = Given.SpaceUri(), Limit = 2, After = after?.Position };
                return await Stores.Invites.ListAsync(query, Cancellation);
            },
            async _ => await Stores.Invites.RevokeAsync(Given.SpaceUri(), Given.Token($"{next++}"), Given.At(200), Cancellation));
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => Given.Token($"{i}")), shown.Select(invite => invite.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Members_that_stood_throughout_appear_once_while_others_come_and_go(int limit)
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        for (var i = 0; i < 2 * Rows; i++) await RedeemAsync(invite, Given.Account(10 * i));
        var shown = await AllAsync(MemberPage(limit), async page =>
        {
            if (page >= Rows) return;
            await RedeemAsync(invite, Given.Account((7 * page) + 1));
            await Stores.Members.RemoveAsync(Given.SpaceUri(), Given.Account(10 * ((2 * page) + 1)), Given.At(50), Cancellation);
        });
        Assert.Equal(shown.Count, shown.DistinctBy(member => member.Account).Count());
        for (var i = 0; i < 2 * Rows; i += 2) Assert.Single(shown, member => member.Account == Given.Account(10 * i));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Spaces_that_stood_throughout_appear_once_while_others_come_and_go(int limit)
    {
        for (var i = 0; i < 2 * Rows; i++) await CreateAsync(Given.Space($"k{10 + i}"));
        var shown = await AllAsync(SpacePage(limit, false), async page =>
        {
            if (page >= Rows) return;
            await CreateAsync(Given.Space($"k{10 + page}-new"));
            await Stores.Spaces.DeleteAsync(Given.SpaceUri($"k{11 + (2 * page)}"), Given.At(50), Cancellation);
        });
        Assert.Equal(shown.Count, shown.DistinctBy(space => space.Uri).Count());
        for (var i = 0; i < 2 * Rows; i += 2) Assert.Single(shown, space => space.Uri == Given.SpaceUri($"k{10 + i}"));
    }

    [Fact]
    public async Task A_place_that_no_row_holds_is_a_place_all_the_same()
    {
        for (var i = 0; i < 4; i++) await AddAsync(Given.Invite($"{i}") with { CreatedAt = Given.At(10 * i) });
        var query = new InviteQuery { Space = Given.SpaceUri(), Limit = 10, After = new(Given.At(15), default) };
        var page = await Stores.Invites.ListAsync(query, Cancellation);
        Assert.Equal([Given.Token("1"), Given.Token("0")], page.Items.Select(invite => invite.Token));
        Assert.False(page.HasMore);
    }

    [Fact]
    public async Task A_space_without_rows_has_one_empty_page()
    {
        Assert.Empty(await AllAsync(InvitePage(1), _ => Task.CompletedTask));
        Assert.Empty(await AllAsync(MemberPage(1), _ => Task.CompletedTask));
        Assert.Empty(await AllAsync(SpacePage(1, false), _ => Task.CompletedTask));
        Assert.Empty(await AllAsync(SpacePage(1, true), _ => Task.CompletedTask));
    }

    private Func<Invite?, Task<Page<Invite>>> InvitePage(int limit) => after => Checked(limit, Stores.Invites.ListAsync(
        new() { Space = Given.SpaceUri(), IncludeRevoked = true, Limit = limit, After = after?.Position }, Cancellation));

    private Func<Member?, Task<Page<Member>>> MemberPage(int limit) => after => Checked(limit, Stores.Members.ListAsync(
        new() { Space = Given.SpaceUri(), Limit = limit, After = after?.Account }, Cancellation));

    private Func<Space?, Task<Page<Space>>> SpacePage(int limit, bool ownedOnly) => after =>
        Checked(limit, Stores.Spaces.ListAsync(
        new() { Account = Given.Owner, OwnedOnly = ownedOnly, Limit = limit, After = after?.Uri }, Cancellation));

    // A full page is the only one that rows may follow.
    private static async Task<Page<T>> Checked<T>(int limit, ValueTask<Page<T>> reading)
    {
        var page = await reading;
        Assert.True(page.HasMore ? page.Items.Count == limit : page.Items.Count <= limit);
        return page;
    }

    /// <summary>Follows the pages to the end, with <paramref name="between"/> after each that is not the last.</summary>
    private static async Task<List<T>> AllAsync<T>(Func<T?, Task<Page<T>>> read, Func<int, Task> between)
        where T : class
    {
        var rows = new List<T>();
        for (var number = 0; ; number++)
        {
            var page = await read(rows.LastOrDefault());
            rows.AddRange(page.Items);
            if (!page.HasMore) return rows;
            Assert.True(number < 100, "The pages do not end.");
            await between(number);
        }
    }
}
