using System.Text;
using System.Text.Json;
using AtInvites.Accounts;
using AtInvites.Redemption;
using AtInvites.Syntax;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Accounts;

/// <summary>A host with account codes on, on real Kestrel, whose administration has a password. Alice and Bob have accounts, made
/// as the clock stands when it starts.</summary>
internal sealed class AccountHost : IAsyncDisposable
{
    public const string Password = "administration-canary";
    public const string Basic = "admin:" + Password;
    public const string Prefix = "invites-example-com-";

    private const string ServerPrefix = "com.atproto.server.";
    private const string AdminPrefix = "com.atproto.admin.";

    private AccountHost(HttpHost http) => Http = http;

    public HttpHost Http { get; }

    public ManualClock Clock => Http.Clock;

    public AccountBook Accounts => (AccountBook)Http.Services.GetRequiredService<IAccountDirectory>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<AccountHost> StartAsync(StoreKind kind, HostSettings? settings = null)
    {
        settings ??= new();
        var host = new AccountHost(await HttpHost.StartAsync(kind, new()
        {
            Clock = settings.Clock,
            LogLevel = settings.LogLevel,
            Folder = settings.Folder,
            Connection = settings.Connection,
            Options = settings.Options,
            Around = settings.Around,
            Map = settings.Map,
            Builder = invites =>
            {
                invites.AddAccountCodes<AccountBook>().AddAdminPassword(Password);
                invites.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
                settings.Builder?.Invoke(invites);
            },
        }));
        foreach (var account in new[] { HttpHost.Alice, HttpHost.Bob }) host.Accounts.Add(account, host.Clock.GetUtcNow());
        return host;
    }

    /// <summary>Calls a method of either namespace by its last part; the body is JSON, or null for a query.</summary>
    public async Task<HostAnswer> SendAsync(
        string method, string? body, string? basic = Basic, string? caller = null, string query = "")
    {
        var verb = body is null ? HttpMethod.Get : HttpMethod.Post;
        using var request = new HttpRequestMessage(verb, $"/xrpc/{Name(method)}{query}");
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (basic is not null)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
        return await Http.SendAsync(request, caller);
    }

    /// <summary>The administration's call.</summary>
    public Task<HostAnswer> AdminAsync(string method, string body) => SendAsync(method, body);

    /// <summary>A page of the administration's list.</summary>
    public Task<HostAnswer> ListAsync(string query = "") => SendAsync("getInviteCodes", null, query: query);

    /// <summary>An account's own list.</summary>
    public Task<HostAnswer> OwnAsync(string caller, string query = "") =>
        SendAsync("getAccountInviteCodes", null, basic: null, caller, query);

    /// <summary>One code with so many uses, of the administration or of an account.</summary>
    public async Task<string> MintAsync(long uses = 1, string? owner = null)
    {
        var answer = await AdminAsync("createInviteCode", owner is null
            ? $$"""{"useCount":{{uses}}}"""
            : $$"""{"useCount":{{uses}},"forAccount":"{{owner}}"}""");
        return answer.ShouldBeOk().Json.GetProperty("code").GetString()!;
    }

    /// <summary>Uses a code as a sign-up of that account does.</summary>
    public async Task<CodeStatus> UseAsync(string code, string account) =>
        await Http.Services.GetRequiredService<CodeReserver>().RedeemAsync(code, Did.Parse(account), Token);

    public async Task<AccountInviteDetail> DetailAsync(string account) =>
        await Http.Services.GetRequiredService<AccountInviteReader>().ReadAsync(Did.Parse(account), Token);

    /// <summary>The codes of a list, in its order.</summary>
    public static string[] Codes(HostAnswer answer) =>
        [.. Items(answer).Select(item => item.GetProperty("code").GetString()!)];

    public static JsonElement[] Items(HostAnswer answer) => [.. answer.ShouldBeOk().Json.GetProperty("codes").EnumerateArray()];

    public static string? Cursor(HostAnswer answer) =>
        answer.ShouldBeOk().Json.TryGetProperty("cursor", out var cursor) ? cursor.GetString() : null;

    public ValueTask DisposeAsync() => Http.DisposeAsync();

    private static string Name(string method) =>
        (method.StartsWith("create") || method == "getAccountInviteCodes" ? ServerPrefix : AdminPrefix) + method;
}
