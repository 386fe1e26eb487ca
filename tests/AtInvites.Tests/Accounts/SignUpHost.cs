using System.Net.Http.Json;
using AtInvites.Hosting;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Tests.Accounts;

/// <summary>A host with a sign-up of its own behind an invite code.</summary>
internal static class SignUpHost
{
    public static Task<AccountHost> StartAsync(StoreKind kind, Delegate handler, HostSettings? settings = null) =>
        AccountHost.StartAsync(kind, new()
        {
            Clock = settings?.Clock ?? new(),
            Around = settings?.Around,
            Options = settings?.Options,
            Map = app =>
            {
                settings?.Map?.Invoke(app);
                app.MapPost("/sign-up", handler).RequireInviteCode();
            },
        });

    /// <summary>The handler of a host that makes every account.</summary>
    public static IResult MakeAccount(SignUpInput input, HttpContext http)
    {
        http.SetInvitedAccount(Did.Parse(input.Account));
        return Results.Ok(new { did = input.Account });
    }

    public static async Task<HostAnswer> SignUpAsync(this AccountHost host, string? code, string account = HttpHost.Bob)
    {
        using var response = await host.Http.Client.PostAsJsonAsync(
            "/sign-up", new { inviteCode = code, account }, TestContext.Current.CancellationToken);
        return await HostAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    /// <summary>Who used the only code.</summary>
    public static async Task<string[]> UsersAsync(this AccountHost host)
    {
        var uses = Assert.Single(AccountHost.Items(await host.ListAsync())).GetProperty("uses");
        return [.. uses.EnumerateArray().Select(use => use.GetProperty("usedBy").GetString()!)];
    }
}
