using System.Text.Json.Nodes;

namespace AtInvites.Tests.Hosting;

/// <summary>Redemptions that end in every way there is.</summary>
internal static class EveryOutcome
{
    /// <summary>Mints five invites and redeems them: 3 admitted, 1 repeated, 1 removed, 1 revoked, 1 expired, 1 used up, 2
    /// unknown.</summary>
    public static async Task<IReadOnlyList<MintedInvite>> MakeAsync(HttpHost host)
    {
        var space = await host.CreateSpaceAsync();
        var open = await host.MintAsync(space, ("note", "for friends"));
        var expired = await host.MintAsync(space, ("expiresAt", host.Clock.Milliseconds + 1));
        var revoked = await host.MintAsync(space);
        var used = await host.MintAsync(space, ("maxUses", 1));
        var left = await host.MintAsync(space);
        (await host.RevokeAsync(revoked)).ShouldBeOk();
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await host.RedeemAsync(HttpHost.Bob, open.Token)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Bob, open.Token)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Bob, used.Token)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Carol, left.Token)).ShouldBeOk();
        var removal = new JsonObject { ["spaceUri"] = space, ["did"] = HttpHost.Carol };
        (await host.PostAsync("admin.removeMember", HttpHost.Alice, removal)).ShouldBeOk();
        foreach (var token in new[] { expired.Token, revoked.Token, used.Token, left.Token, new('A', 43), open.Token + "=" })
            Assert.Equal("InvalidInvite", (await host.RedeemAsync(HttpHost.Carol, token)).Error);
        return [open, expired, revoked, used, left];
    }
}
