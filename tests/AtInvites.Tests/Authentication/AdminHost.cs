using System.Text;
using AtInvites.Authentication;
using AtInvites.Hosting;
using AtInvites.Tests.Hosting;
using AtInvites.Xrpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Authentication;

/// <summary>Hosts with the method <see cref="AdminPing"/> and an admin endpoint of their own.</summary>
internal static class AdminHost
{
    public const string Password = "correct horse battery!";
    public const string Ping = "/xrpc/" + AdminPing.Name;
    public const string OwnPath = "/own/admin";
    public const string OpenPath = "/own/open";

    public static Task<HttpHost> StartAsync(string password = Password, Action<AtInvitesBuilder>? more = null) =>
        StartWithAsync(invites =>
        {
            invites.AddAdminPassword(password);
            more?.Invoke(invites);
        });

    public static Task<HttpHost> StartWithAsync(
        Action<AtInvitesBuilder> builder, LogLevel logLevel = LogLevel.Information, Action<AtInvitesOptions>? options = null) =>
        HttpHost.StartAsync(StoreKind.Memory, new()
        {
            LogLevel = logLevel,
            Options = options,
            Builder = invites => builder(invites.AddLexicon(AdminPing.Document)),
            Map = Map,
        });

    public static string Basic(string user, string password) => "Basic " + Base64($"{user}:{password}");

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static async Task<HostAnswer> CallAsync(
        this HttpHost host, string path, string? authorization = null, string? caller = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null) Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        return await host.SendAsync(request, caller);
    }

    public static void ShouldBeRefused(this HostAnswer answer, string challenge = "Basic realm=\"AtInvites\", charset=\"UTF-8\"")
    {
        Assert.Equal((401, """{"error":"AuthenticationRequired","message":"Authentication Required"}"""),
            (answer.Status, answer.Body));
        Assert.Equal(challenge, answer.Headers["WWW-Authenticate"]);
        Assert.StartsWith("application/json", answer.Headers["Content-Type"]);
    }

    private static void Map(WebApplication app)
    {
        app.Map(Ping, (RequestDelegate)(context =>
            app.Services.GetRequiredService<XrpcDispatcher>().DispatchAsync(context, new AdminPing())));
        app.MapGet(OpenPath, (HttpContext context) => context.User.Identity?.Name ?? "nobody");
        if (app.Services.GetService<AdminReader>() is null) return;
        app.MapGet(OwnPath, (HttpContext context) => context.User.Identity!.Name)
            .RequireAuthorization(AdminAuthDefaults.Policy);
    }
}
