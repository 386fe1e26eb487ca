using System.Net;
using System.Text.Json.Nodes;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Http;

public sealed class RevokeInviteTests
{
    [Theory, OnBothStores]
    public async Task A_revoked_invite_admits_nobody_and_revoking_twice_is_ok_twice(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());

        Assert.Equal("""{"ok":true}""", (await host.RevokeAsync(invite)).ShouldBeOk().Body);
        var state = await host.StateAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("""{"ok":true}""", (await host.RevokeAsync(invite)).ShouldBeOk().Body);

        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, OnBothStores]
    public async Task A_hash_that_is_no_invite_of_the_space_is_not_found(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var (space, other) = (await host.CreateSpaceAsync(), await host.CreateSpaceAsync(key: "other"));
        var invite = await host.MintAsync(other);
        var state = await host.StateAsync();
        var bodies = new HashSet<string>();
        string[] hashes = [invite.Hash, new('0', 64), "", "x", new('g', 64), invite.Hash[1..], invite.Hash + "0",
            $" {invite.Hash[1..]}"];
        foreach (var hash in hashes)
        {
            var answer = await host.RevokeAsync(new(space, "", hash));
            bodies.Add(answer.ShouldBe(HttpStatusCode.NotFound, "NotFound").Body);
        }

        Assert.Single(bodies);
        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, OnBothStores]
    public async Task A_hash_in_upper_case_is_not_found(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        while (!invite.Hash.Any(char.IsAsciiLetter)) invite = await host.MintAsync(invite.Space);

        (await host.RevokeAsync(invite with { Hash = invite.Hash.ToUpperInvariant() }))
            .ShouldBe(HttpStatusCode.NotFound, "NotFound");
        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
    }

    [Theory, OnBothStores]
    public async Task The_token_itself_is_no_hash(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());

        var request = new JsonObject { ["spaceUri"] = invite.Space, ["tokenHash"] = invite.Token };
        (await host.PostAsync("invite.revoke", HttpHost.Alice, request)).ShouldBe(HttpStatusCode.NotFound, "NotFound");
    }
}
