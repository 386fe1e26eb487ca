using System.Data.Common;
using System.Net;
using System.Net.Http.Headers;
using AtInvites.Authentication;
using AtInvites.Hosting;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

/// <summary>A host whose only scheme is service auth, so that ASP.NET Core's middleware asks it at every request, and whose
/// replay cache fails.</summary>
public sealed class StoreFaultTests
{
    private static readonly AccountKey Key = new(SigningCurve.P256);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/xrpc/rsvp.atmo.space.invite.redeem", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/open/rsvp.atmo.space.invite.redeem", HttpStatusCode.OK)]
    [InlineData("/closed/rsvp.atmo.space.invite.redeem", HttpStatusCode.InsufficientStorage)]
    public async Task A_method_is_503_and_an_endpoint_of_the_hosts_own_gets_the_fault_where_it_asks_for_a_caller(
        string path, HttpStatusCode expected)
    {
        await using var directory = await DirectoryServer.StartAsync();
        directory.Publish(AuthWorld.Account, Key);
        var clock = new ManualClock(start: 1_800_000_000_000);
        await using var app = await StartAsync(directory, clock);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, app.Urls.First() + path);
        request.Content = new StringContent("{\"token\":\"x\"}", System.Text.Encoding.UTF8, "application/json");
        var token = new TokenDraft(Key, clock.GetUtcNow().ToUnixTimeSeconds()).Sign();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);

        using var answer = await client.SendAsync(request, Ct);

        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task<WebApplication> StartAsync(DirectoryServer directory, ManualClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IReplayCache, LostCache>();
        builder.Services.AddAuthorization();
        builder.Services.AddAtInvites(options => options.ServiceDid = TokenDraft.Audience)
            .UseInMemory()
            .AddServiceAuth(
                identity: identity => (identity.PlcDirectory, identity.AllowLocalhost) = (directory.Address, true));
        var app = builder.Build();
        app.UseExceptionHandler(host => host.Run(context =>
        {
            context.Response.StatusCode = context.Features.Get<IExceptionHandlerFeature>()?.Error is DbException
                ? StatusCodes.Status507InsufficientStorage
                : StatusCodes.Status500InternalServerError;
            return Task.CompletedTask;
        }));
        // Where a host says nothing they come before its own middleware, and a fault of theirs would pass it by.
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAtInvites();
        app.MapPost("/open/{method}", () => "open");
        app.MapPost("/closed/{method}", () => "closed").RequireAuthorization();
        await app.StartAsync(Ct);
        return app;
    }

    private sealed class LostCache : IReplayCache
    {
        public ValueTask<ReplayOutcome> UseAsync(
            string issuer, string tokenId, DateTimeOffset until, CancellationToken cancellationToken) =>
            throw new ConnectionLostException();
    }

    private sealed class ConnectionLostException() : DbException("the connection was lost");
}
