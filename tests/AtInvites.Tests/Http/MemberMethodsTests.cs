using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class MemberMethodsTests
{
    [Theory, OnBothStores]
    public async Task The_owner_is_the_first_member_with_write_perms(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();

        var answer = await host.GetAsync("listMembers", HttpHost.Alice, "spaceUri", space);

        Assert.Equal(
            $$$"""{"members":[{"did":"did:plc:alice","perms":"write","addedAt":{{{host.Clock.Milliseconds}}}"""
            + ",\"addedBy\":\"did:plc:alice\"}]}",
            answer.ShouldBeOk().Body);
    }

    [Theory, OnBothStores]
    public async Task A_member_added_without_perms_may_write_and_a_smaller_grant_takes_nothing_away(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();

        Assert.Equal("""{"ok":true}""", (await ChangeAsync(host, "add", space, HttpHost.Bob)).ShouldBeOk().Body);
        (await ChangeAsync(host, "add", space, HttpHost.Bob, "read")).ShouldBeOk();
        (await ChangeAsync(host, "add", space, HttpHost.Alice, "read")).ShouldBeOk();
        (await ChangeAsync(host, "add", space, HttpHost.Carol, "read")).ShouldBeOk();
        Assert.Equal(["alice write", "bob write", "carol read"], await MembersAsync(host, space));
        (await ChangeAsync(host, "add", space, HttpHost.Carol, "write")).ShouldBeOk();
        Assert.Equal(["alice write", "bob write", "carol write"], await MembersAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task Removing_the_owner_is_refused_and_a_stranger_is_not_found(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        var state = await host.StateAsync();

        (await ChangeAsync(host, "remove", space, HttpHost.Alice)).ShouldBeInvalid("owner");
        (await ChangeAsync(host, "remove", space, HttpHost.Bob)).ShouldBe(HttpStatusCode.NotFound, "NotFound");

        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, OnBothStores]
    public async Task A_removed_member_sees_the_space_no_more_and_may_be_added_again_with_less(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        (await ChangeAsync(host, "add", space, HttpHost.Bob)).ShouldBeOk();
        (await host.GetAsync("getSpace", HttpHost.Bob, "uri", space)).ShouldBeOk();

        Assert.Equal("""{"ok":true}""", (await ChangeAsync(host, "remove", space, HttpHost.Bob)).ShouldBeOk().Body);

        (await host.GetAsync("getSpace", HttpHost.Bob, "uri", space)).ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
        Assert.Equal("""{"spaces":[]}""", (await host.GetAsync("listSpaces", HttpHost.Bob)).Body);
        (await ChangeAsync(host, "remove", space, HttpHost.Bob)).ShouldBe(HttpStatusCode.NotFound, "NotFound");
        (await ChangeAsync(host, "add", space, HttpHost.Bob, "read")).ShouldBeOk();
        Assert.Equal(["alice write", "bob read"], await MembersAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task Pages_of_every_size_walk_all_members_once(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        for (var i = 0; i < 6; i++) (await ChangeAsync(host, "add", space, $"did:plc:m{i}")).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Bob, (await host.MintAsync(space)).Token)).ShouldBeOk();
        var whole = await MembersAsync(host, space);
        Assert.Equal(8, whole.Length);
        for (var limit = 1; limit <= 9; limit++)
        {
            var seen = new List<string>();
            var cursor = "";
            do
            {
                var page = (await host.GetAsync(
                    "listMembers", HttpHost.Alice, "spaceUri", space, "limit", $"{limit}", "cursor", cursor)).ShouldBeOk().Json;
                seen.AddRange(Named(page));
                cursor = page.TryGetProperty("cursor", out var next) ? next.GetString()! : "";
            }
            while (cursor.Length > 0);
            Assert.Equal(whole, seen);
        }
    }

    [Theory]
    [InlineData("limit", "0"), InlineData("limit", "1001"), InlineData("limit", "1.5"), InlineData("cursor", "x")]
    [InlineData("cursor", "did:PLC:x"), InlineData("cursor", "at://did:plc:x")]
    public async Task A_parameter_of_listMembers_outside_its_bounds_is_refused(string name, string value)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var space = await host.CreateSpaceAsync();

        (await host.GetAsync("listMembers", HttpHost.Alice, "spaceUri", space, name, value)).ShouldBeInvalid(name);
    }

    [Theory]
    [InlineData("bob"), InlineData("did:plc:"), InlineData(""), InlineData("DID:plc:bob"), InlineData("bob.example.com")]
    public async Task A_member_that_is_no_DID_is_refused(string did)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        var space = await host.CreateSpaceAsync();

        (await ChangeAsync(host, "add", space, did)).ShouldBeInvalid("did");
        (await ChangeAsync(host, "remove", space, did)).ShouldBeInvalid("did");
    }

    private static Task<HostAnswer> ChangeAsync(HttpHost host, string verb, string space, string did, string? perms = null)
    {
        var request = new JsonObject { ["spaceUri"] = space, ["did"] = did };
        if (perms is not null) request["perms"] = perms;
        return host.PostAsync($"admin.{verb}Member", HttpHost.Alice, request);
    }

    private static async Task<string[]> MembersAsync(HttpHost host, string space) =>
        [.. Named((await host.GetAsync("listMembers", HttpHost.Alice, "spaceUri", space)).ShouldBeOk().Json)];

    private static IEnumerable<string> Named(JsonElement page) => page.GetProperty("members").EnumerateArray()
        .Select(member => $"{member.GetProperty("did").GetString()![8..]} {member.GetProperty("perms")}");
}
