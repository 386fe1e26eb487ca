using System.Net;
using System.Text.Json.Nodes;
using AtInvites.Tests.Hosting;
using AtInvites.Xrpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace AtInvites.Tests.Http;

/// <summary>Hosts whose wrong guesses are counted, behind a proxy or not.</summary>
internal static class GuessHost
{
    /// <summary>A token that no invite has.</summary>
    public static string Wrong { get; } = new('A', 43);

    /// <summary>A host with the library's own figures, but for those that are changed here.</summary>
    public static Task<HttpHost> StartAsync(
        Action<GuessOptions>? change = null, bool isBehindProxy = true, StoreKind kind = StoreKind.Memory) =>
        HttpHost.StartAsync(kind, new()
        {
            Options = options =>
            {
                var usual = new GuessOptions();
                (options.Guesses.PerAddress, options.Guesses.PerAccount) = (usual.PerAddress, usual.PerAccount);
                options.Guesses.Global = usual.Global;
                change?.Invoke(options.Guesses);
            },
            Map = app =>
            {
                var proxy = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
                proxy.KnownProxies.Add(IPAddress.Loopback);
                if (isBehindProxy) app.UseForwardedHeaders(proxy);
            },
        });

    public static async Task<HostAnswer> GuessAsync(this HttpHost host, string caller, string token, string? address = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xrpc/rsvp.atmo.space.invite.redeem");
        request.Content = new StringContent(
            new JsonObject { ["token"] = token }.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        if (address is not null) request.Headers.Add("X-Forwarded-For", address);
        return await host.SendAsync(request, caller);
    }

    /// <summary>A wrong guess that is answered as such.</summary>
    public static async Task MissAsync(this HttpHost host, string caller, string? address = null) =>
        (await host.GuessAsync(caller, Wrong, address)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");

    public static HostAnswer ShouldBeLimited(this HostAnswer answer, int limit)
    {
        answer.ShouldBe(HttpStatusCode.TooManyRequests, "RateLimitExceeded");
        Assert.Equal($"{limit}", answer.Headers["RateLimit-Limit"]);
        return answer;
    }
}
