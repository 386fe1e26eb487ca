using System.Net;
using System.Text.Json;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Queries;

public sealed class InviteFilterTests
{
    private const int Invites = 120;
    private static readonly string[] States = ["", "all", "pending", "accepted", "rejected", "expired"];

    [Theory, OnBothStores]
    public async Task Every_combination_of_filters_shows_what_a_naive_filter_finds(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var world = await SampleWorld.CreateAsync(host, 4711, Invites);
        var (random, refused, shown) = (new Random(4711), 0, new Dictionary<string, int>());
        for (var moment = 0; moment < 3; moment++)
        {
            foreach (var filter in Filters().Where((_, index) => index % 3 == moment))
            {
                var expected = Naive(world, filter, host.Clock.GetUtcNow());
                var caller = SampleWorld.Accounts[random.Next(SampleWorld.Accounts.Length)];
                if (!IsNamed(caller, filter))
                {
                    refused++;
                    (await host.InvitesAsync(caller, [.. Pairs(filter)])).ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
                    continue;
                }

                var walked = await WalkAsync(host, caller, filter, 1 + random.Next(expected.Count + 2));
                Assert.Equal(expected.Select(one => one.Uri.Value), walked.Select(one => one.GetProperty("uri").GetString()));
                var states = expected.Select(one => one.StateAt(host.Clock.GetUtcNow()));
                Assert.Equal(states, walked.Select(one => one.GetProperty("state").GetString()));
                foreach (var state in states) shown[state] = shown.GetValueOrDefault(state) + 1;
            }

            host.Clock.Advance(TimeSpan.FromHours(2));
        }

        Assert.True(refused > 100, $"{refused}");
        Assert.Equal(["accepted", "expired", "pending"], shown.Keys.Order());
        Assert.All(shown, count => Assert.True(count.Value > 100, $"{count}"));
    }

    [Theory, OnBothStores]
    public async Task Pages_of_every_size_lose_and_repeat_nothing(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var world = await SampleWorld.CreateAsync(host, 1234, 60);
        foreach (var state in States)
        {
            var filter = new Filter(HttpHost.Bob, null, null, null, state);
            var expected = Naive(world, filter, host.Clock.GetUtcNow()).Select(one => one.Uri.Value).ToList();
            for (var limit = 1; limit <= expected.Count + 1; limit++)
            {
                var walked = await WalkAsync(host, HttpHost.Bob, filter, limit);
                Assert.Equal(expected, walked.Select(one => one.GetProperty("uri").GetString()));
            }
        }
    }

    private static IEnumerable<Filter> Filters() =>
        from invitee in SampleWorld.Accounts.Prepend(null)
        from inviter in SampleWorld.Accounts.Prepend(null)
        from subject in SampleWorld.Subjects.Select(uri => uri.Value).Where((_, index) => index % 3 == 0).Prepend(null)
        from collection in SampleWorld.Collections.Append("com.example.other").Prepend(null)
        from state in States
        select new Filter(invitee, inviter, subject, collection, state);

    private static List<SampleInvite> Naive(SampleWorld world, Filter filter, DateTimeOffset now) =>
    [
        .. world.Invites
            .Where(one => one.IsChive && one.StateAt(now) != "revoked")
            .Where(one => filter.Invitee is null || one.Invitee == filter.Invitee)
            .Where(one => filter.Inviter is null || one.Inviter == filter.Inviter)
            .Where(one => filter.Subject is null || one.Subject.Value == filter.Subject)
            .Where(one => filter.Collection is null || one.Subject.Value.Split('/')[3] == filter.Collection)
            .Where(one => filter.State is "" or "all" || one.StateAt(now) == filter.State)
            .OrderByDescending(one => one.SeenAt).ThenByDescending(one => one.Uri.Value, StringComparer.Ordinal),
    ];

    private static bool IsNamed(string caller, Filter filter) =>
        filter.Invitee == caller || filter.Inviter == caller || filter.Subject?.Split('/')[2] == caller;

    private static IEnumerable<string> Pairs(Filter filter)
    {
        (string Name, string? Value)[] all =
        [
            ("invitee", filter.Invitee), ("inviter", filter.Inviter), ("subjectUri", filter.Subject),
            ("subjectCollection", filter.Collection), ("state", filter.State),
        ];
        return all.Where(one => one.Value is not null).SelectMany(one => new[] { one.Name, one.Value! });
    }

    /// <summary>Reads a list to its end. Every page says how long the whole list is and whether more follows.</summary>
    private static async Task<List<JsonElement>> WalkAsync(QueryHost host, string caller, Filter filter, int limit)
    {
        var (seen, totals, cursor) = (new List<JsonElement>(), new HashSet<long>(), "");
        do
        {
            var page = await host.InvitesAsync(caller, [.. Pairs(filter), "limit", $"{limit}", "cursor", cursor]);
            var json = page.ShouldBeOk().Json;
            var items = json.GetProperty("invites").EnumerateArray().ToList();
            Assert.InRange(items.Count, cursor.Length > 0 ? 1 : 0, limit);
            seen.AddRange(items);
            totals.Add(json.GetProperty("total").GetInt64());
            cursor = QueryHost.Cursor(page);
            Assert.Equal(cursor.Length > 0, json.GetProperty("hasMore").GetBoolean());
        }
        while (cursor.Length > 0);
        Assert.Equal([seen.Count], totals);
        return seen;
    }

    private sealed record Filter(string? Invitee, string? Inviter, string? Subject, string? Collection, string State);
}
