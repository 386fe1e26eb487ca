using AtInvites.Redemption;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Hosting;

public sealed class SweeperTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task What_ended_longer_ago_than_the_retention_goes_and_what_lives_stays(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind, Retaining(TimeSpan.FromMinutes(1)));
        var space = await host.CreateSpaceAsync();
        var soon = host.Clock.Milliseconds + 1000;
        await host.MintAsync(space, ("expiresAt", soon));
        await host.MintAsync(space, ("expiresAt", soon + 10_000_000));
        await host.MintAsync(space);
        await host.RevokeAsync(await host.MintAsync(space));
        var used = await host.MintAsync(space, ("maxUses", 1));
        (await host.RedeemAsync(HttpHost.Bob, used.Token)).ShouldBeOk();
        var sweeper = host.Services.GetRequiredService<InviteSweeper>();

        host.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(0, await sweeper.SweepAsync(Token));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, await sweeper.SweepAsync(Token));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await sweeper.SweepAsync(Token));
        Assert.Equal(0, await sweeper.SweepAsync(Token));

        Assert.Equal(2, await CountAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task Membership_and_the_repeated_answer_outlive_the_invite(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind, Retaining(TimeSpan.Zero));
        var space = await host.CreateSpaceAsync();
        var used = await host.MintAsync(space, ("maxUses", 1), ("perms", "read"));
        var first = (await host.RedeemAsync(HttpHost.Bob, used.Token)).ShouldBeOk();
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, await host.Services.GetRequiredService<InviteSweeper>().SweepAsync(Token));

        Assert.Equal(0, await CountAsync(host, space));
        Assert.Equal(first.Body, (await host.RedeemAsync(HttpHost.Bob, used.Token)).ShouldBeOk().Body);
        Assert.Equal("InvalidInvite", (await host.RedeemAsync(HttpHost.Carol, used.Token)).Error);
        (await host.GetAsync("getSpace", HttpHost.Bob, "uri", space)).ShouldBeOk();
    }

    [Theory, OnBothStores]
    public async Task Without_a_retention_nothing_is_ever_swept(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var space = await host.CreateSpaceAsync();
        await host.RevokeAsync(await host.MintAsync(space));
        host.Clock.Advance(TimeSpan.FromDays(10_000));

        Assert.Equal(0, await host.Services.GetRequiredService<InviteSweeper>().SweepAsync(Token));
        Assert.Equal(1, await CountAsync(host, space));
    }

    [Theory, OnBothStores]
    public async Task The_host_sweeps_by_itself_as_its_clock_moves(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind, Retaining(TimeSpan.Zero));
        var space = await host.CreateSpaceAsync();
        for (var i = 0; i < 3; i++) await host.RevokeAsync(await host.MintAsync(space));

        while (!host.Logs.With(6002).Any())
        {
            Token.ThrowIfCancellationRequested();
            host.Clock.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.Contains("Deleted 3 invites", Assert.Single(host.Logs.With(6002)).Text);
        Assert.Equal(0, await CountAsync(host, space));
    }

    private static HostSettings Retaining(TimeSpan retention) =>
        new() { Options = options => options.Sweep.Retention = retention };

    private static async Task<int> CountAsync(HttpHost host, string space)
    {
        var list = await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", space, "includeRevoked", "true");
        return list.ShouldBeOk().Json.GetProperty("invites").GetArrayLength();
    }
}
