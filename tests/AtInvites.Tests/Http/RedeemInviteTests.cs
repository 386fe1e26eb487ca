using System.Text.Json.Nodes;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class RedeemInviteTests
{
    [Theory, OnBothStores]
    public async Task Who_redeems_becomes_a_member_with_the_perms_of_the_invite(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var invite = await host.MintAsync(space, ("perms", "read"), ("maxUses", 2));
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var answer = await host.RedeemAsync(HttpHost.Bob, invite.Token);

        Assert.Equal($$"""{"spaceUri":"{{space}}","perms":"read"}""", answer.ShouldBeOk().Body);
        Assert.Equal($"did:plc:alice write,did:plc:bob read {host.Clock.Milliseconds}", await MembersAsync(host, space));
        Assert.Equal(1, await UsedAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task Redeeming_again_answers_the_same_and_takes_nothing_also_once_the_invite_has_ended(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var invite = await host.MintAsync(space, ("maxUses", 1), ("expiresAt", host.Clock.Milliseconds + 1000));
        var first = (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        var state = await host.StateAsync();

        Assert.Equal(first.Body, (await host.RedeemAsync(HttpHost.Bob, invite.Token)).Body);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(first.Body, (await host.RedeemAsync(HttpHost.Bob, invite.Token)).Body);
        Assert.Equal(state, await host.StateAsync());
        (await host.RevokeAsync(invite)).ShouldBeOk();
        Assert.Equal(first.Body, (await host.RedeemAsync(HttpHost.Bob, invite.Token)).Body);
        Assert.Equal(1, await UsedAsync(host, space, includeRevoked: true));
    }

    [Theory, OnBothStores]
    public async Task The_last_millisecond_before_the_expiry_admits_and_the_expiry_itself_does_not(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var invite = await host.MintAsync(space, ("expiresAt", host.Clock.Milliseconds + 10));

        host.Clock.Advance(TimeSpan.FromMilliseconds(9));
        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await host.RedeemAsync(HttpHost.Carol, invite.Token)).ShouldBe(System.Net.HttpStatusCode.BadRequest, "InvalidInvite");
    }

    [Theory, OnBothStores]
    public async Task Of_many_at_once_exactly_as_many_come_in_as_the_invite_has_uses(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var invite = await host.MintAsync(space, ("maxUses", 7));

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            host.RedeemAsync($"did:plc:guest{i % 16}", invite.Token)));

        Assert.All(answers, answer => Assert.True(answer.Status == 200 || answer.Error == "InvalidInvite", answer.Body));
        Assert.Equal(7, answers.Select((answer, i) => (answer.Status, Guest: i % 16))
            .Where(one => one.Status == 200).Select(one => one.Guest).Distinct().Count());
        Assert.Equal(7, await UsedAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task A_read_invite_never_lowers_a_writer_or_the_owner(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var read = await host.MintAsync(space, ("perms", "read"));
        var write = await host.MintAsync(space, ("perms", "write"));

        foreach (var caller in new[] { HttpHost.Alice, HttpHost.Bob })
        {
            (await host.RedeemAsync(caller, write.Token)).ShouldBeOk();
            var answer = (await host.RedeemAsync(caller, read.Token)).ShouldBeOk();
            Assert.Equal("read", answer.Json.GetProperty("perms").GetString());
        }

        Assert.StartsWith("did:plc:alice write,did:plc:bob write", await MembersAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task A_write_invite_raises_a_reader(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        (await host.RedeemAsync(HttpHost.Bob, (await host.MintAsync(space, ("perms", "read"))).Token)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Bob, (await host.MintAsync(space, ("perms", "write"))).Token)).ShouldBeOk();

        Assert.Contains("did:plc:bob write", await MembersAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task A_removed_member_cannot_come_back_by_the_same_token_but_by_another(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var (first, second) = (await host.MintAsync(space), await host.MintAsync(space));
        (await host.RedeemAsync(HttpHost.Bob, first.Token)).ShouldBeOk();
        var removal = new JsonObject { ["spaceUri"] = space, ["did"] = HttpHost.Bob };
        (await host.PostAsync("admin.removeMember", HttpHost.Alice, removal)).ShouldBeOk();

        (await host.RedeemAsync(HttpHost.Bob, first.Token)).ShouldBe(System.Net.HttpStatusCode.BadRequest, "InvalidInvite");
        Assert.DoesNotContain("bob", await MembersAsync(host, space));
        (await host.RedeemAsync(HttpHost.Bob, second.Token)).ShouldBeOk();
        Assert.Contains("bob", await MembersAsync(host, space));
    }

    private static async Task<string> MembersAsync(HttpHost host, string space)
    {
        var answer = (await host.GetAsync("listMembers", HttpHost.Alice, "spaceUri", space)).ShouldBeOk();
        var members = answer.Json.GetProperty("members").EnumerateArray().ToArray();
        var named = members.Select(member => $"{member.GetProperty("did")} {member.GetProperty("perms")}");
        return $"{string.Join(',', named)} {members[^1].GetProperty("addedAt")}";
    }

    private static async Task<long> UsedAsync(HttpHost host, string space, bool includeRevoked = false)
    {
        var flag = includeRevoked ? "true" : "false";
        var answer = await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", space, "includeRevoked", flag);
        return answer.ShouldBeOk().Json.GetProperty("invites")[0].GetProperty("usedCount").GetInt64();
    }
}
