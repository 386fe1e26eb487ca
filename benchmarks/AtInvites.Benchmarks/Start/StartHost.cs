using AtInvites.Benchmarks.Http;
using AtInvites.Hosting;
using AtInvites.Stores.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Benchmarks.Start;

/// <summary>A slim host with one page, bare or with the library as MinimalHost composes it.</summary>
internal static class StartHost
{
    public const string Bare = "start-bare";
    public const string Authenticating = "start-authenticating";
    public const string ServiceAuth = "start-service-auth";
    public const string Memory = "start-memory";
    public const string Sqlite = "start-sqlite";

    public static async Task RunAsync(string side, string port, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        if (side == Authenticating) AddCallers(builder.Services);
        var isLibrary = side is ServiceAuth or Memory or Sqlite;
        if (isLibrary) AddLibrary(builder.Services, side, folder);
        var app = builder.Build();
        app.MapGet("/", (RequestDelegate)(context => context.Response.WriteAsync("ok")));
        if (isLibrary) app.MapAtInvites();
        await app.StartAsync();
        // It ends with whoever started it.
        await Console.OpenStandardInput().CopyToAsync(Stream.Null);
    }

    private static void AddLibrary(IServiceCollection services, string side, string folder)
    {
        var invites = services.AddAtInvites(options =>
        {
            options.ServiceDid = LibrarySide.ServiceDid;
            options.Tokens.HashKey = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        });
        invites.AddServiceAuth();
        if (side != ServiceAuth)
        {
            AddCallers(services);
            invites.AddCallerScheme(CallerHandler.SchemeName);
        }

        if (side == Sqlite) invites.UseSqlite($"Data Source={Path.Combine(folder, "start.db")}");
        else invites.UseInMemory();
    }

    private static void AddCallers(IServiceCollection services) =>
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CallerHandler>(CallerHandler.SchemeName, null);
}
