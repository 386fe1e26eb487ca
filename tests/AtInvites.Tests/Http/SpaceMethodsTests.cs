using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Spaces;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Http;

public sealed class SpaceMethodsTests
{
    [Theory, OnBothStores]
    public async Task A_space_of_defaults_has_a_TID_for_a_key_and_the_default_type(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);

        var answer = (await host.PostAsync("admin.createSpace", HttpHost.Alice, "{}")).ShouldBeOk();

        var key = answer.Json.GetProperty("space").GetProperty("key").GetString()!;
        Assert.True(Tid.TryParse(key, out _));
        Assert.Equal(
            $$$"""{"space":{"uri":"at://did:plc:alice/rsvp.atmo.space/{{{key}}}","ownerDid":"did:plc:alice" """.TrimEnd()
            + $$$""","type":"rsvp.atmo.space","key":"{{{key}}}","serviceDid":"did:web:invites.example.com" """.TrimEnd()
            + $$$""","createdAt":{{{host.Clock.Milliseconds}}}}}""",
            answer.Body);
        var second = await host.PostAsync("admin.createSpace", HttpHost.Alice, "{}");
        Assert.NotEqual(key, second.ShouldBeOk().Json.GetProperty("space").GetProperty("key").GetString());
    }

    [Theory, OnBothStores]
    public async Task A_host_may_give_the_default_type(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind,
            new() { Options = options => options.Spaces.DefaultType = "com.example.room" });

        Assert.Equal("at://did:plc:alice/com.example.room/party", await host.CreateSpaceAsync());
    }

    [Theory, OnBothStores]
    public async Task Every_field_of_a_space_is_kept_and_its_app_policy_is_for_the_owner_only(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var request = new JsonObject
        {
            ["type"] = "com.example.club",
            ["key"] = "a:b_c-d.e~f",
            ["memberListRef"] = "at://did:plc:alice/app.bsky.graph.list/1",
            ["appPolicyRef"] = "at://did:plc:alice/com.example.policy/2",
            ["appPolicy"] = new JsonObject { ["mode"] = "allow", ["apps"] = new JsonArray("https://ä.example/\"", "b") },
        };

        var made = (await host.PostAsync("admin.createSpace", HttpHost.Alice, request)).ShouldBeOk();

        const string uri = "at://did:plc:alice/com.example.club/a:b_c-d.e~f";
        Assert.Equal(uri, made.Json.GetProperty("space").GetProperty("uri").GetString());
        Assert.Equal("""{"mode":"allow","apps":["https://ä.example/\"","b"]}""", Policy(made));
        Assert.Equal(made.Body, (await host.GetAsync("getSpace", HttpHost.Alice, "uri", uri)).ShouldBeOk().Body);
        (await host.RedeemAsync(HttpHost.Bob, (await host.MintAsync(uri)).Token)).ShouldBeOk();
        var seen = (await host.GetAsync("getSpace", HttpHost.Bob, "uri", uri)).ShouldBeOk();
        Assert.Null(Policy(seen));
        Assert.Equal("at://did:plc:alice/com.example.policy/2",
            seen.Json.GetProperty("space").GetProperty("appPolicyRef").GetString());
        var listed = (await host.GetAsync("listSpaces", HttpHost.Bob)).ShouldBeOk();
        Assert.DoesNotContain("\"appPolicy\"", listed.Body);
        Assert.Contains("\"appPolicy\"", (await host.GetAsync("listSpaces", HttpHost.Alice)).Body);
    }

    [Theory, OnBothStores]
    public async Task A_space_of_the_same_type_and_key_exists_already_also_when_it_was_deleted(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var uri = await host.CreateSpaceAsync();
        var again = new JsonObject { ["key"] = "party" };
        (await host.PostAsync("admin.createSpace", HttpHost.Alice, again)).ShouldBe(HttpStatusCode.Conflict, "AlreadyExists");
        await host.CreateSpaceAsync(HttpHost.Bob);

        Assert.True(await host.Services.GetRequiredService<SpaceKeeper>()
            .DeleteAsync(AtUri.Parse(uri), TestContext.Current.CancellationToken));
        (await host.PostAsync("admin.createSpace", HttpHost.Alice, again)).ShouldBe(HttpStatusCode.Conflict, "AlreadyExists");
    }

    [Theory]
    [InlineData("""{"key":""}"""), InlineData("""{"key":"."}"""), InlineData("""{"key":".."}"""), InlineData("""{"key":"a/b"}""")]
    [InlineData("""{"key":"ä"}"""), InlineData("""{"type":"x"}"""), InlineData("""{"memberListRef":"x"}""")]
    [InlineData("""{"appPolicyRef":"https://x.example"}"""), InlineData("""{"appPolicy":{"mode":"maybe","apps":[]}}""")]
    [InlineData("""{"appPolicy":{"mode":"allow"}}"""), InlineData("""{"appPolicy":{"apps":[]}}""")]
    [InlineData("""{"appPolicy":{"mode":"allow","apps":[1]}}"""), InlineData("""{"appPolicy":null}""")]
    [InlineData("""{"key":null}""")]
    public async Task A_space_that_cannot_be_is_refused_and_nothing_is_made(string body)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);

        (await host.PostAsync("admin.createSpace", HttpHost.Alice, body)).ShouldBeInvalid();

        Assert.Equal("""{"spaces":[]}""", (await host.GetAsync("listSpaces", HttpHost.Alice)).Body);
    }

    [Theory, OnBothStores]
    public async Task Spaces_are_listed_by_scope_and_type(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var own = await host.CreateSpaceAsync(HttpHost.Bob, "own");
        var joined = await host.CreateSpaceAsync(HttpHost.Alice, "joined");
        await host.CreateSpaceAsync(HttpHost.Carol, "strange");
        (await host.PostAsync("admin.createSpace", HttpHost.Bob, """{"type":"com.example.room","key":"r"}""")).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Bob, (await host.MintAsync(joined)).Token)).ShouldBeOk();
        const string room = "at://did:plc:bob/com.example.room/r";

        Assert.Equal([joined, room, own], await SpacesAsync(host));
        Assert.Equal([joined, room, own], await SpacesAsync(host, "scope", "member"));
        Assert.Equal([room, own], await SpacesAsync(host, "scope", "owner"));
        Assert.Equal([room], await SpacesAsync(host, "type", "com.example.room"));
        Assert.Empty(await SpacesAsync(host, "type", "com.example.other"));
        Assert.Equal([own], await SpacesAsync(host, "scope", "owner", "type", "rsvp.atmo.space"));
    }

    [Theory, OnBothStores]
    public async Task Pages_of_every_size_walk_all_spaces_once(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        for (var i = 0; i < 7; i++) await host.CreateSpaceAsync(HttpHost.Bob, $"s{i}");
        var whole = await SpacesAsync(host);
        for (var limit = 1; limit <= 8; limit++)
        {
            var seen = new List<string>();
            var cursor = "";
            do
            {
                var page = (await host.GetAsync("listSpaces", HttpHost.Bob, "limit", $"{limit}", "cursor", cursor))
                    .ShouldBeOk().Json;
                seen.AddRange(Uris(page));
                cursor = page.TryGetProperty("cursor", out var next) ? next.GetString()! : "";
            }
            while (cursor.Length > 0);
            Assert.Equal(whole, seen);
        }
    }

    [Theory]
    [InlineData("limit", "0"), InlineData("limit", "201"), InlineData("limit", "1.5"), InlineData("limit", "x")]
    [InlineData("type", "x")]
    [InlineData("scope", "all"), InlineData("scope", "Owner"), InlineData("cursor", "x"), InlineData("cursor", "at:/x")]
    public async Task A_parameter_of_listSpaces_outside_its_bounds_is_refused(string name, string value)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);

        (await host.GetAsync("listSpaces", HttpHost.Alice, name, value)).ShouldBeInvalid(name);
        (await host.GetAsync("listSpaces", HttpHost.Alice, name, "")).ShouldBeOk();
    }

    [Fact]
    public async Task Two_hundred_spaces_come_at_most()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        for (var i = 0; i < 201; i++) await host.CreateSpaceAsync(HttpHost.Bob, $"s{i}");

        Assert.Equal(200, (await SpacesAsync(host, "limit", "200")).Length);
        Assert.Equal(50, (await SpacesAsync(host)).Length);
    }

    private static async Task<string[]> SpacesAsync(HttpHost host, params string[] parameters) =>
        [.. Uris((await host.GetAsync("listSpaces", HttpHost.Bob, parameters)).ShouldBeOk().Json)];

    private static IEnumerable<string> Uris(JsonElement page) =>
        page.GetProperty("spaces").EnumerateArray().Select(space => space.GetProperty("uri").GetString()!);

    private static string? Policy(HostAnswer answer) =>
        answer.Json.GetProperty("space").TryGetProperty("appPolicy", out var policy) ? policy.GetRawText() : null;
}
