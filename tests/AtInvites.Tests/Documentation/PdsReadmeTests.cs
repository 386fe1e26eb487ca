using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using AtInvites.Accounts;
using AtInvites.Hosting;
using AtInvites.Stores.Sqlite;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Documentation;

/// <summary>What the README says of embedding in a PDS, run.</summary>
public sealed class PdsReadmeTests
{
    private const string Password = "a long admin password";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pds_takes_a_code_at_sign_up_as_the_readme_says()
    {
        using var folder = new TemporaryFolder();
        await using var app = await StartAsync(folder);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single() + "/xrpc/") };

        var code = await MintAsync(client);
        var signedUp = await client.PostAsJsonAsync(
            "com.atproto.server.createAccount", new { handle = "alice", inviteCode = code }, Token);
        var refused = await client.PostAsJsonAsync(
            "com.atproto.server.createAccount", new { handle = "bob", inviteCode = code }, Token);

        Assert.Equal(200, (int)signedUp.StatusCode);
        Assert.Contains("InvalidInviteCode", await refused.Content.ReadAsStringAsync(Token));
        Assert.Equal(code, (await InvitesAsync(app.Services, Did.Parse("did:example:alice"))).InvitedBy?.Code);
    }

    private static async Task<WebApplication> StartAsync(TemporaryFolder folder)
    {
        var (connectionString, keyFile, adminPassword) = ($"Data Source={folder.Database}", $"{folder.Path}/hash.key", Password);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CallerByHeader>("Sessions", null);
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new(folder.Path));

        builder.Services.AddAtInvites(options =>
            {
                options.ServiceDid = "did:web:pds.example.com";
                options.Tokens.HashKeyFile = keyFile;
                options.Accounts.Interval = TimeSpan.FromDays(7); // every account earns a code a week; without it, none
            })
            .UseSqlite(connectionString)
            .AddAccountCodes<PdsAccounts>()
            .AddAdminPassword(adminPassword)
            .AddCallerScheme("Sessions");

        var app = builder.Build();
        app.MapAtInvites();
        app.MapPost("/xrpc/com.atproto.server.createAccount", async (SignUp input, HttpContext http, PdsAccounts accounts) =>
        {
            var did = await accounts.CreateAsync(input.Handle, DateTimeOffset.UtcNow); // your own sign-up
            http.SetInvitedAccount(did); // its use of the code is taken before the answer is sent
            return Results.Ok(new { did = did.Value });
        }).RequireInviteCode();

        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync(Token);
        return app;
    }

    private static async Task<string> MintAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "com.atproto.server.createInviteCode");
        request.Content = JsonContent.Create(new { useCount = 1 });
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Password}")));
        var answer = await client.SendAsync(request, Token);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString()!;
    }

    private static async Task<AccountInviteDetail> InvitesAsync(IServiceProvider services, Did did)
    {
        var invites = await services.GetRequiredService<AccountInviteReader>().ReadAsync(did, Token);
        Console.WriteLine($"came by {invites.InvitedBy?.Code}, holds {invites.Invites.Count}, note: {invites.InviteNote}");
        return invites;
    }
}
