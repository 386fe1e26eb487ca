using System.Text.Json.Nodes;

namespace AtInvites.Tests.Hosting;

public sealed class PolicyTests
{
    [Theory, OnBothStores]
    public async Task A_cap_on_uses_refuses_more_and_none_given_and_trims_nothing(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind, new() { Options = options => options.Policy.MaxUses = 5 });
        var space = await host.CreateSpaceAsync();
        var request = new JsonObject { ["spaceUri"] = space };

        (await host.PostAsync("invite.create", HttpHost.Alice, request)).ShouldBeInvalid("maxUses must be set, to 5 at most");
        request["maxUses"] = 6;
        (await host.PostAsync("invite.create", HttpHost.Alice, request)).ShouldBeInvalid("maxUses must be set, to 5 at most");
        request["maxUses"] = 5;
        (await host.PostAsync("invite.create", HttpHost.Alice, request)).ShouldBeOk();
    }

    [Theory, OnBothStores]
    public async Task A_cap_on_the_lifetime_refuses_longer_and_none_given(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(
            kind, new() { Options = options => options.Policy.MaxLifetime = TimeSpan.FromHours(1) });
        var space = await host.CreateSpaceAsync();
        var request = new JsonObject { ["spaceUri"] = space };

        (await host.PostAsync("invite.create", HttpHost.Alice, request))
            .ShouldBeInvalid("expiresAt must be set, at most 01:00:00");
        request["expiresAt"] = host.Clock.Milliseconds + 3_600_001;
        (await host.PostAsync("invite.create", HttpHost.Alice, request))
            .ShouldBeInvalid("expiresAt must be set, at most 01:00:00");
        request["expiresAt"] = host.Clock.Milliseconds + 3_600_000;
        (await host.PostAsync("invite.create", HttpHost.Alice, request)).ShouldBeOk();
    }

    [Theory, OnBothStores]
    public async Task Without_a_policy_unlimited_and_never_expiring_are_allowed(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        host.Clock.Advance(TimeSpan.FromDays(36_500));

        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
    }
}
