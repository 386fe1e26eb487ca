using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class OddQueryTests
{
    [Theory]
    [InlineData("spaceUri=%FF"), InlineData("spaceUri=%00"), InlineData("spaceUri=%ED%A0%80"), InlineData("spaceUri=%u0041")]
    [InlineData("spaceUri"), InlineData("spaceUri="), InlineData("=x"), InlineData("&&&"), InlineData("spaceUri=%")]
    [InlineData("")]
    [InlineData("SPACEURI=at://did:plc:alice/rsvp.atmo.space/party"), InlineData("spaceUri%00=at://did:plc:alice")]
    [InlineData("spaceUri=at://did:plc:alice&spaceUri=at://did:plc:alice"), InlineData("spaceUri=at://did:plc:alice?limit=1")]
    [InlineData("spaceUri[]=at://did:plc:alice"), InlineData("spaceUri=at%3A%2F%2Fdid%3Aplc%3Aalice%2F")]
    public async Task A_query_without_one_whole_space_is_refused(string query)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        foreach (var method in new[] { "invite.list", "listMembers" })
            (await SendAsync(host, method, query)).ShouldBeInvalid("spaceUri");
    }

    [Theory]
    [InlineData("cursor=%FF"), InlineData("cursor=a&cursor=b"), InlineData("limit=5&limit=5")]
    [InlineData("scope=owner&scope=owner")]
    [InlineData("type=%00"), InlineData("limit=%FF"), InlineData("limit=9007199254740993"), InlineData("limit=-0")]
    [InlineData("limit=5%00"), InlineData("limit=5%00%00"), InlineData("limit=%005")]
    public async Task An_odd_parameter_of_listSpaces_is_refused(string query)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);

        (await SendAsync(host, "listSpaces", query)).ShouldBeInvalid(query.Split('=')[0]);
    }

    [Fact]
    public async Task Undeclared_parameters_are_ignored()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);

        (await SendAsync(host, "listSpaces", "x=1&x=2&%FF=%FF&&=&constructor=1&lim%00it=x")).ShouldBeOk();
    }

    [Theory, OnBothStores]
    public async Task The_longest_names_that_the_protocol_allows_work_throughout(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var owner = "did:plc:" + new string('o', 2040);
        var guest = "did:plc:" + new string('g', 2040);
        var type = string.Join('.', Enumerable.Repeat(new string('t', 62), 4)) + ".n" + new string('n', 61);
        var request = $$"""{"type":"{{type}}","key":"{{new string('k', 512)}}"}""";

        var made = (await host.PostAsync("admin.createSpace", owner, request)).ShouldBeOk();

        var invite = await host.MintAsync(made.Json.GetProperty("space").GetProperty("uri").GetString()!);
        (await host.RedeemAsync(guest, invite.Token)).ShouldBeOk();
        Assert.Contains(guest, (await host.GetAsync("listMembers", owner, "spaceUri", invite.Space)).ShouldBeOk().Body);
    }

    private static async Task<HostAnswer> SendAsync(HttpHost host, string method, string query)
    {
        var address = new Uri($"{host.Client.BaseAddress}xrpc/rsvp.atmo.space.{method}?{query}", new UriCreationOptions
        {
            DangerousDisablePathAndQueryCanonicalization = true,
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await host.SendAsync(request, HttpHost.Alice);
    }
}
