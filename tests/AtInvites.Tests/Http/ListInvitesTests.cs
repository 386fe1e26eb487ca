using System.Text;
using System.Text.Json;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class ListInvitesTests
{
    [Theory, OnBothStores]
    public async Task The_newest_comes_first_and_ties_have_one_order(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var minted = await MintManyAsync(host, space, 9);

        var listed = Hashes(await ListAsync(host, space));

        Assert.Equal(minted.Select(one => one.Hash).Order(), listed.Order());
        Assert.Equal(minted.OrderByDescending(one => one.At).ThenByDescending(one => one.Hash, StringComparer.Ordinal)
            .Select(one => one.Hash), listed);
    }

    [Theory, OnBothStores]
    public async Task Revoked_invites_are_hidden_unless_asked_for_and_ended_ones_stay(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var expired = await host.MintAsync(space, ("expiresAt", host.Clock.Milliseconds + 1));
        var used = await host.MintAsync(space, ("maxUses", 1));
        var revoked = await host.MintAsync(space);
        (await host.RedeemAsync(HttpHost.Bob, used.Token)).ShouldBeOk();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await host.RevokeAsync(revoked)).ShouldBeOk();

        Assert.Equal(new[] { expired.Hash, used.Hash }.Order(), Hashes(await ListAsync(host, space)).Order());
        Assert.Equal(2, Hashes(await ListAsync(host, space, "includeRevoked", "false")).Count);
        var all = await ListAsync(host, space, "includeRevoked", "true");
        Assert.Equal(3, Hashes(all).Count);
        Assert.Equal(host.Clock.Milliseconds, all.GetProperty("invites").EnumerateArray()
            .Single(invite => invite.TryGetProperty("revokedAt", out _)).GetProperty("revokedAt").GetInt64());
    }

    [Theory, OnBothStores]
    public async Task Pages_of_every_size_walk_the_whole_list_once(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        const int count = 12;
        var minted = await MintManyAsync(host, space, count);
        (await host.RevokeAsync(new(space, "", minted[3].Hash))).ShouldBeOk();
        foreach (var includeRevoked in new[] { "true", "false" })
        {
            var whole = Hashes(await ListAsync(host, space, "includeRevoked", includeRevoked));
            Assert.Equal(includeRevoked == "true" ? count : count - 1, whole.Count);
            for (var limit = 1; limit <= count + 1; limit++)
                Assert.Equal(whole, await WalkAsync(host, space, limit, includeRevoked));
        }
    }

    [Theory, OnBothStores]
    public async Task Fifty_come_without_a_limit_and_a_cursor_leads_beyond(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        await MintManyAsync(host, space, 51);

        var first = await ListAsync(host, space);
        Assert.Equal(50, Hashes(first).Count);
        Assert.Equal(first.GetRawText(), (await ListAsync(host, space, "limit", "", "cursor", "")).GetRawText());
        var rest = await ListAsync(host, space, "cursor", first.GetProperty("cursor").GetString()!);
        Assert.Single(Hashes(rest));
        Assert.False(rest.TryGetProperty("cursor", out _));
        Assert.Equal(51, Hashes(await ListAsync(host, space, "limit", "100")).Count);
    }

    [Theory]
    [InlineData("limit=0"), InlineData("limit=101"), InlineData("limit=1.5"), InlineData("limit=abc"), InlineData("limit=-1")]
    [InlineData("limit=1&limit=2"), InlineData("limit=%201"), InlineData("limit=1e1")]
    [InlineData("limit=99999999999999999999"), InlineData("limit=%D9%A1"), InlineData("includeRevoked=yes")]
    [InlineData("includeRevoked=true&includeRevoked=true"), InlineData("includeRevoked=1"), InlineData("spaceUri=x")]
    public async Task A_parameter_outside_its_bounds_is_refused(string parameter)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var space = await host.CreateSpaceAsync();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/xrpc/rsvp.atmo.space.invite.list?spaceUri={Uri.EscapeDataString(space)}&{parameter}");

        (await host.SendAsync(request, HttpHost.Alice)).ShouldBeInvalid(parameter.Split('=')[0]);
    }

    [Theory, OnBothStores]
    public async Task A_cursor_that_was_never_given_out_is_refused(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        await MintManyAsync(host, space, 3);
        var real = (await ListAsync(host, space, "limit", "1")).GetProperty("cursor").GetString()!;
        string[] odd =
        [
            "x", "::", "1", "1::", "::" + real[^64..], real + "0", real[..^1], real.ToUpperInvariant(), " " + real, real + " ",
            real.Replace("::", ":"), real.Replace("::", "\0::"), "-" + real, "+" + real, "253402300800000::" + real[^64..],
            "99999999999999999999::" + real[^64..],
            "1.5::" + real[^64..], "١::" + real[^64..], real[..^64] + new string('g', 64), "0x1::" + real[^64..], real + real,
        ];
        foreach (var cursor in odd) (await CursorAsync(host, space, cursor)).ShouldBeInvalid("cursor");

        var random = new Random(4711);
        for (var i = 0; i < 400; i++)
        {
            var cursor = new StringBuilder(real);
            cursor[random.Next(cursor.Length)] = (char)random.Next(32, 0x250);
            if (random.Next(3) == 0) cursor.Remove(random.Next(cursor.Length), 1);
            var answer = await CursorAsync(host, space, cursor.ToString());
            if (answer.Status != 200) answer.ShouldBeInvalid("cursor");
            else Assert.Matches("^[0-9]{1,15}::[0-9a-f]{64}$", cursor.ToString());
        }
    }

    [Theory, OnBothStores]
    public async Task A_list_shows_invites_of_its_own_space_only(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var (space, other) = (await host.CreateSpaceAsync(), await host.CreateSpaceAsync(key: "party2"));
        var invite = await host.MintAsync(other);

        Assert.Empty(Hashes(await ListAsync(host, space)));
        Assert.Equal([invite.Hash], Hashes(await ListAsync(host, other)));
    }

    private static async Task<List<(string Hash, long At)>> MintManyAsync(HttpHost host, string space, int count)
    {
        var minted = new List<(string, long)>();
        for (var i = 0; i < count; i++)
        {
            if (i % 3 == 0) host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            minted.Add(((await host.MintAsync(space)).Hash, host.Clock.Milliseconds));
        }

        return minted;
    }

    private static async Task<List<string>> WalkAsync(HttpHost host, string space, int limit, string includeRevoked)
    {
        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = await ListAsync(host, space, "limit", $"{limit}", "cursor", cursor, "includeRevoked", includeRevoked);
            Assert.InRange(Hashes(page).Count, 1, limit);
            seen.AddRange(Hashes(page));
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString()! : "";
        }
        while (cursor.Length > 0);
        return seen;
    }

    private static Task<HostAnswer> CursorAsync(HttpHost host, string space, string cursor) =>
        host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", space, "cursor", cursor);

    private static async Task<JsonElement> ListAsync(HttpHost host, string space, params string[] more) =>
        (await host.GetAsync("invite.list", HttpHost.Alice, ["spaceUri", space, .. more])).ShouldBeOk().Json;

    private static List<string> Hashes(JsonElement list) =>
        [.. list.GetProperty("invites").EnumerateArray().Select(invite => invite.GetProperty("tokenHash").GetString()!)];
}
