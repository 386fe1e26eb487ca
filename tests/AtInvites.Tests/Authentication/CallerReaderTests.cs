using AtInvites.Authentication;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Authentication;

/// <summary>Who calls, when the host brings its own scheme.</summary>
public sealed class CallerReaderTests
{
    private const string Path = "/xrpc/" + TokenDraft.Method;
    private const string Alice = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";

    [Fact]
    public async Task A_host_names_its_scheme_and_its_claim()
    {
        await using var world = await AuthWorld.StartAsync();
        await using var host = await StartAsync(world, new([CallerByHeader.SchemeName], "did"));
        Assert.Equal(Alice, await CallAsync(host, $"did={Alice}"));
        Assert.Equal(Alice, await CallAsync(host, $"did={Alice};did={Alice}"));
        Assert.Equal("AuthenticationRequired: The credentials' \"did\" is not a DID", await CallAsync(host, "did=alice.test"));
        Assert.Equal("AuthenticationRequired: The credentials have no \"did\"", await CallAsync(host, $"sub={Alice}"));
        Assert.Equal(
            "AuthenticationRequired: The credentials name more than one \"did\"",
            await CallAsync(host, $"did={Alice};did={AuthWorld.Account}"));
        Assert.Equal("AuthenticationRequired: The credentials were refused", await CallAsync(host, "refuse"));
        Assert.Equal("AuthMissing: Authentication Required", await CallAsync(host, ""));
    }

    [Fact]
    public async Task Without_names_the_default_scheme_and_sub_count()
    {
        await using var world = await AuthWorld.StartAsync();
        await using var host = await StartAsync(world, new([]));
        Assert.Equal(Alice, await CallAsync(host, $"sub={Alice}"));
        Assert.Equal("AuthMissing: Authentication Required", await CallAsync(host, ""));
    }

    [Fact]
    public async Task The_first_scheme_that_finds_credentials_decides_also_when_it_refuses_them()
    {
        await using var world = await AuthWorld.StartAsync();
        await using var host = await StartAsync(world, new([ServiceAuthDefaults.Scheme, CallerByHeader.SchemeName]));
        Assert.Equal(AuthWorld.Account, await CallAsync(host, $"sub={Alice}", "Bearer " + world.Draft().Sign()));
        Assert.Equal("BadJwt: poorly formatted jwt", await CallAsync(host, $"sub={Alice}", "Bearer x"));
        Assert.Equal(Alice, await CallAsync(host, $"sub={Alice}"));
        Assert.Equal(Alice, await CallAsync(host, $"sub={Alice}", "Basic YTpi"));
        Assert.Equal("AuthMissing: Authentication Required", await CallAsync(host, ""));
    }

    [Fact]
    public async Task Service_auth_names_its_own_claim_whatever_the_hosts_schemes_name()
    {
        await using var world = await AuthWorld.StartAsync();
        await using var host = await StartAsync(world, new([ServiceAuthDefaults.Scheme, CallerByHeader.SchemeName], "did"));
        Assert.Equal(AuthWorld.Account, await CallAsync(host, "", "Bearer " + world.Draft().Sign()));
        Assert.Equal(Alice, await CallAsync(host, $"did={Alice}"));
    }

    private static Task<ServiceHost> StartAsync(AuthWorld world, CallerReader reader) =>
        ServiceHost.StartAsync(world.Directory, world.Clock, reader, builder =>
            builder.Services.AddAuthentication(CallerByHeader.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, CallerByHeader>(CallerByHeader.SchemeName, null));

    private static async Task<string> CallAsync(ServiceHost host, string claims, string? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Path, UriKind.Relative));
        if (claims.Length > 0) request.Headers.Add(CallerByHeader.Header, claims);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
