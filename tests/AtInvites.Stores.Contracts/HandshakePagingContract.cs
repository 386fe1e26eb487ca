using AtInvites.Stores.Contracts.HandshakeModelling;
using static AtInvites.Stores.Contracts.GivenRecords;

namespace AtInvites.Stores.Contracts;

/// <summary>Lists of handshakes by page: every row once and in order, and nothing else than was asked for.</summary>
public abstract class HandshakePagingContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Rows = 11;

    [Fact]
    public async Task Handshakes_follow_one_another_newest_first_and_ties_by_their_URI_at_every_page_size()
    {
        await TellAsync([.. Enumerable.Range(0, Rows).Select(i => Row(i).SeenAt(i / 3))]);
        var expected = Enumerable.Range(0, Rows).OrderByDescending(i => i / 3)
            .ThenByDescending(i => Row(i).Uri.Value, StringComparer.Ordinal).Select(i => Row(i).Uri).ToList();
        for (var limit = 1; limit <= Rows + 1; limit++) Assert.Equal(expected, await FollowAsync(Query() with { Limit = limit }));
    }

    [Fact]
    public async Task Ties_go_by_the_characters_of_the_URI()
    {
        string[] keys = ["B", "a", "Z", "_", "~", "a-", "a.", "a0", "aa", "A"];
        await TellAsync([.. keys.Select(key => Invite(1).At(InviteUri(key)))]);
        var expected = keys.Order(StringComparer.Ordinal).Reverse().Select(key => InviteUri(key));
        Assert.Equal(expected, await FollowAsync(Query() with { Limit = 3 }));
    }

    [Fact]
    public async Task Times_that_differ_in_a_microsecond_are_no_tie()
    {
        await TellAsync([.. Enumerable.Range(0, Rows).Select(i => Row(i) with { SeenAt = Given.At(5).AddMicroseconds(i % 4) })]);
        var expected = Enumerable.Range(0, Rows).OrderByDescending(i => i % 4)
            .ThenByDescending(i => Row(i).Uri.Value, StringComparer.Ordinal).Select(i => Row(i).Uri);
        Assert.Equal(expected, await FollowAsync(Query() with { Limit = 2 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Rows_that_stood_throughout_appear_once_while_others_come_and_go_and_are_answered(int limit)
    {
        await TellAsync([.. Enumerable.Range(0, 2 * Rows).Select(i => Row(i).SeenAt(100 + (i / 4)))]);
        var shown = await FollowAsync(Query() with { Limit = limit }, async page =>
        {
            if (page >= Rows) return;
            await TellAsync(
                Row(100 + page).SeenAt(500 + page), Row(200 + page).SeenAt(102), Row(300 + page).SeenAt(99 - page),
                Answer(1_000, terms: Said(Row(2 * page).Uri)).At(AnswerUri($"{page}")),
                Row(2 * page) with { Rev = Rev(50), Cid = CidOf("resent"), SeenAt = Given.At(2_000) },
                Deletion(Row((2 * page) + 1).Uri, 60));
        });
        Assert.Equal(shown.Count, shown.Distinct().Count());
        var standing = Enumerable.Range(0, Rows).Select(i => Row(2 * i)).ToHashSet();
        var expected = standing.OrderByDescending(row => int.Parse(row.Uri.RecordKey!.Value.Value) / 4)
            .ThenByDescending(row => row.Uri.Value, StringComparer.Ordinal).Select(row => row.Uri);
        Assert.Equal(expected, shown.Where(uri => standing.Any(row => row.Uri == uri)));
    }

    [Fact]
    public async Task A_place_that_no_row_holds_is_a_place_all_the_same()
    {
        await TellAsync([.. Enumerable.Range(0, 4).Select(i => Row(i).SeenAt(10 * i))]);
        foreach (var (key, expected) in new[] { ("", 2), ("~", 2) })
        {
            var between = Query() with { After = new(Given.At(15), InviteUri($"x{key}")) };
            Assert.Equal(expected, (await ListAsync(between)).Items.Count);
        }

        Assert.Equal(4, (await ListAsync(Query() with { After = new(Given.At(99), Row(1).Uri) })).Items.Count);
        var last = await ListAsync(Query() with { After = new(Given.At(-1), Row(1).Uri) });
        Assert.Equal((0, false, 4), (last.Items.Count, last.HasMore, last.Total));
        var tie = await ListAsync(Query() with { After = new(Given.At(20), InviteUri("~")) });
        Assert.Equal([Row(2).Uri, Row(1).Uri, Row(0).Uri], tie.Items.Select(row => row.Uri));
    }

    [Fact]
    public async Task A_state_is_that_of_the_time_that_is_asked_for()
    {
        await TellAsync(
            Row(1), Row(2) with { Invite = Terms() with { ExpiresAt = Given.At(50) } },
            Row(3), Answer(5, terms: Said(Row(3).Uri)),
            Row(4), Answer(5, AnswerKind.Declined, Said(Row(4).Uri)).At(AnswerUri("no")),
            Row(5), Deletion(Row(5).Uri, 9),
            Row(6) with { Invite = Terms() with { ExpiresAt = Given.At(50), EndsWithExpiry = true } },
            Answer(5, terms: Said(Row(6).Uri)).At(AnswerUri("yes")));
        await AssertStatesAsync(49, [4, 3, 2, 1, 6], [2, 1], [3, 6], [4], []);
        await AssertStatesAsync(50, [4, 3, 2, 1, 6], [1], [3], [4], [2, 6]);
    }

    [Fact]
    public async Task Every_filter_alone_and_with_every_other_shows_what_it_names_and_counts_it()
    {
        await TellAsync(HandshakeCrowd.Make(140));
        var all = new List<Handshake>();
        foreach (var uri in HandshakeCrowd.Make(140).Select(version => version.Uri).Distinct())
            if (await FindAsync(uri) is { } handshake) all.Add(handshake);
        Assert.InRange(all.Count, 40, 140);
        foreach (var (i, now) in new[] { 0L, 25, 60 }.Index())
        {
            var target = all[i * all.Count / 3];
            for (var filters = 0; filters < 32; filters++)
            {
                var query = Filtered(filters, target) with { Now = Given.At(now), Limit = 4 };
                foreach (var state in Enum.GetValues<HandshakeState>().Cast<HandshakeState?>().Append(null))
                    await AssertFollowsAsync(query with { State = state }, all);
            }
        }
    }

    [Fact]
    public async Task An_empty_store_has_one_empty_page()
    {
        for (var filters = 0; filters < 32; filters++)
        {
            var target = new Handshake
            {
                Uri = InviteUri(), Family = Family, Inviter = Inviter, Terms = Terms(), ListedAt = Given.At(1),
            };
            var page = await ListAsync(Filtered(filters, target));
            Assert.Equal((0, false, 0), (page.Items.Count, page.HasMore, page.Total));
        }
    }

    private static HandshakeQuery Query() => new() { Now = Given.At(1_000), Limit = 10 };

    private static HandshakeQuery Filtered(int filters, Handshake target) => Query() with
    {
        Invitee = (filters & 1) == 0 ? null : target.Terms.Invitee,
        Inviter = (filters & 2) == 0 ? null : target.Inviter,
        Subject = (filters & 4) == 0 ? null : target.Terms.Subject,
        SubjectCollection = (filters & 8) == 0 ? null : target.Terms.Subject.Collection,
        Family = (filters & 16) == 0 ? null : target.Family,
    };

    private static RecordVersion Row(int number) => Invite(number % 50).At(InviteUri($"{number}"));

    /// <summary>Rows by number in the order of lists: all, pending, accepted, declined, expired.</summary>
    private async Task AssertStatesAsync(long at, params int[][] expected)
    {
        HandshakeState?[] states =
            [null, HandshakeState.Pending, HandshakeState.Accepted, HandshakeState.Declined, HandshakeState.Expired];
        foreach (var (state, rows) in states.Zip(expected))
        {
            var page = await ListAsync(Query() with { State = state, Now = Given.At(at) });
            Assert.Equal(rows.Order(), page.Items.Select(row => int.Parse(row.Uri.RecordKey!.Value.Value)).Order());
            Assert.Equal(rows.Length, page.Total);
        }

        var revoked = await ListAsync(Query() with { State = HandshakeState.Revoked, Now = Given.At(at) });
        Assert.Equal(Row(5).Uri, Assert.Single(revoked.Items).Uri);
    }

    private async Task AssertFollowsAsync(HandshakeQuery query, List<Handshake> all)
    {
        var expected = all.Where(row => HandshakeModel.State(row, query.Now) is var state
                && (query.State is null ? state != HandshakeState.Revoked : state == query.State)
                && (query.Invitee is null || row.Terms.Invitee == query.Invitee)
                && (query.Inviter is null || row.Inviter == query.Inviter)
                && (query.Subject is null || row.Terms.Subject == query.Subject)
                && (query.SubjectCollection is null || row.Terms.Subject.Collection == query.SubjectCollection)
                && (query.Family is null || row.Family == query.Family))
            .OrderByDescending(row => row.ListedAt).ThenByDescending(row => row.Uri.Value, StringComparer.Ordinal).ToList();
        for (var shown = 0; ; shown += query.Limit)
        {
            var page = await ListAsync(query);
            Assert.Equal(expected.Skip(shown).Take(query.Limit), page.Items);
            Assert.Equal((shown + query.Limit < expected.Count, expected.Count), (page.HasMore, page.Total));
            if (!page.HasMore) return;
            query = query with { After = new(page.Items[^1].ListedAt, page.Items[^1].Uri) };
        }
    }

    /// <summary>The rows of all pages, with something that happens after each.</summary>
    private async Task<List<AtUri>> FollowAsync(HandshakeQuery query, Func<int, Task>? between = null)
    {
        var shown = new List<AtUri>();
        for (var number = 0; ; number++)
        {
            var page = await ListAsync(query);
            Assert.InRange(page.Items.Count, page.HasMore ? query.Limit : 0, query.Limit);
            shown.AddRange(page.Items.Select(row => row.Uri));
            if (!page.HasMore) return shown;
            query = query with { After = new(page.Items[^1].ListedAt, page.Items[^1].Uri) };
            if (between is not null) await between(number);
        }
    }
}
