using System.Globalization;
using AtInvites.Benchmarks.Start;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Benchmarks.Http;

/// <summary>A host in a process of its own: <c>serve &lt;side&gt; &lt;port&gt; folder</c>. It ends with whoever
/// started it.</summary>
internal static class ServedHost
{
    public const string RedeemPath = "/xrpc/rsvp.atmo.space.invite.redeem";

    public static async Task RunAsync(string[] args)
    {
        var folder = args[2];
        if (args[0].StartsWith("start-", StringComparison.Ordinal))
        {
            await StartHost.RunAsync(args[0], args[1], folder);
            return;
        }

        var side = HostSide.Of(args[0]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{args[1]}");
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CallerHandler>(CallerHandler.SchemeName, null);
        side.Add(builder.Services, folder);
        await using var app = builder.Build();
        app.MapGet("/", context => context.Response.WriteAsync("ok"));
        app.MapGet("/state", context => context.Response.WriteAsync(ServerState.Current().ToString()));
        app.MapGet("/mint", async context =>
        {
            var tokens = await side.MintAsync(context.RequestServices, int.Parse(context.Request.Query["count"]!, CultureInfo.InvariantCulture));
            await context.Response.WriteAsync(string.Join('\n', tokens), context.RequestAborted);
        });
        side.Map(app, folder);
        await app.StartAsync();
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
    }
}
