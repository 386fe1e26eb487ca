using System.Text.Json.Nodes;
using AtInvites.Spaces;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Http;

public sealed class UnusableTokenTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Theory, OnBothStores]
    public async Task Every_unusable_token_is_answered_with_the_same_bytes_and_takes_nothing(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var tokens = await UnusableAsync(host);
        var state = await host.StateAsync();
        foreach (var (reason, token) in tokens)
        {
            var answer = await host.RedeemAsync(HttpHost.Bob, token);

            Assert.Equal((reason, 400), (reason, answer.Status));
            Assert.Equal("""{"error":"InvalidInvite","message":"This invite cannot be used"}""", answer.Body);
            var headers = answer.Headers.Where(header => header.Key != "Date")
                .Select(header => $"{header.Key}: {header.Value}").Order();
            Assert.Equal(
                ["Cache-Control: no-store", "Content-Length: 64", "Content-Type: application/json; charset=utf-8",
                    "Server: Kestrel"],
                headers);
        }

        Assert.Equal(state, await host.StateAsync());
    }

    private static async Task<Dictionary<string, string>> UnusableAsync(HttpHost host)
    {
        var (space, gone) = (await host.CreateSpaceAsync(), await host.CreateSpaceAsync(key: "gone"));
        var good = (await host.MintAsync(space)).Token;
        var expired = await host.MintAsync(space, ("expiresAt", host.Clock.Milliseconds + 1));
        var revoked = await host.MintAsync(space);
        var used = await host.MintAsync(space, ("maxUses", 1));
        var removed = await host.MintAsync(space);
        var ofGone = await host.MintAsync(gone);
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await host.RevokeAsync(revoked)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Carol, used.Token)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Bob, removed.Token)).ShouldBeOk();
        var removal = new JsonObject { ["spaceUri"] = space, ["did"] = HttpHost.Bob };
        (await host.PostAsync("admin.removeMember", HttpHost.Alice, removal)).ShouldBeOk();
        Assert.True(await host.Services.GetRequiredService<SpaceKeeper>()
            .DeleteAsync(AtUri.Parse(gone), TestContext.Current.CancellationToken));
        var tokens = Misspelled(good);
        tokens["its hash"] = expired.Hash;
        tokens["expired"] = expired.Token;
        tokens["revoked"] = revoked.Token;
        tokens["used up"] = used.Token;
        tokens["member removed"] = removed.Token;
        tokens["space deleted"] = ofGone.Token;
        return tokens;
    }

    private static Dictionary<string, string> Misspelled(string good)
    {
        return new()
        {
            ["unknown"] = new('A', 43),
            ["empty"] = "",
            ["short"] = good[1..],
            ["long"] = good + "A",
            ["spare bits"] = good[..^1] + Alphabet[Alphabet.IndexOf(good[^1]) + 1],
            ["padded"] = good + "=",
            ["padded within its length"] = good[..^1] + "=",
            ["space before"] = " " + good,
            ["line feed after"] = good + "\n",
            ["space within"] = good[..20] + " " + good[20..],
            ["lower case"] = good.ToLowerInvariant(),
            ["upper case"] = good.ToUpperInvariant(),
            ["base64"] = new string('A', 41) + "+A",
            ["not ASCII"] = good[..^1] + "é",
            ["100,000 characters"] = new('A', 100_000),
        };
    }
}
