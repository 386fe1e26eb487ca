using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AtInvites.Hosting;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Sqlite;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Hosting;

/// <summary>The library in a host on real Kestrel. Whatever it answers is checked against the lexicon or the shape of a
/// refusal on the way.</summary>
internal sealed class HttpHost : IAsyncDisposable
{
    public const string ServiceDid = "did:web:invites.example.com";
    public const string Alice = "did:plc:alice";
    public const string Bob = "did:plc:bob";
    public const string Carol = "did:plc:carol";
    public const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private readonly WebApplication _app;
    private readonly TemporaryFolder? _ownFolder;
    private readonly List<string> _spaces = [];

    private HttpHost(WebApplication app, LogBook logs, ManualClock clock, TemporaryFolder? ownFolder)
    {
        (_app, Logs, Clock, _ownFolder) = (app, logs, clock, ownFolder);
        Client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(app.Urls.First()) };
    }

    public HttpClient Client { get; }

    public LogBook Logs { get; }

    public ManualClock Clock { get; }

    public IServiceProvider Services => _app.Services;

    public StoreSet Stores => Services.GetRequiredService<StoreSet>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<HttpHost> StartAsync(StoreKind kind, HostSettings? settings = null)
    {
        settings ??= new();
        var logs = new LogBook();
        var own = settings.Folder is null && kind == StoreKind.Sqlite ? new TemporaryFolder() : null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().SetMinimumLevel(settings.LogLevel).AddProvider(logs);
        builder.Services.AddSingleton<TimeProvider>(settings.Clock);
        builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, CallerByHeader>(CallerByHeader.SchemeName, null);
        var invites = builder.Services.AddAtInvites(options =>
        {
            options.ServiceDid = ServiceDid;
            options.Tokens.HashKey = Key;
            // Only the tests of the budget are about it; the others guess as often as they like.
            options.Guesses.PerAddress = options.Guesses.PerAccount = options.Guesses.Global = 1_000_000;
            settings.Options?.Invoke(options);
        });
        var file = (settings.Folder ?? own)?.Database;
        invites.AddCallerScheme(CallerByHeader.SchemeName).UseStores(_ =>
        {
            var stores = kind == StoreKind.Memory
                ? InMemoryStores.Create()
                : SqliteStores.Create($"Data Source={file};{settings.Connection}");
            return settings.Around?.Invoke(stores) ?? stores;
        });
        settings.Builder?.Invoke(invites);
        var app = builder.Build();
        app.MapAtInvites();
        settings.Map?.Invoke(app);
        await app.StartAsync(Token);
        return new(app, logs, settings.Clock, own);
    }

    /// <summary>Calls a procedure of the family; the body is text, JSON or nothing.</summary>
    public async Task<HostAnswer> PostAsync(string method, string? caller, object? body)
    {
        var text = body as string ?? (body as JsonNode)?.ToJsonString();
        using var content = text is null ? null : new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        if (content is not null) content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(method)) { Content = content };
        return await SendAsync(request, caller);
    }

    /// <summary>Calls a query of the family; the parameters are pairs in turn.</summary>
    public async Task<HostAnswer> GetAsync(string method, string? caller, params string[] parameters)
    {
        var query = string.Join('&', parameters.Chunk(2).Select(pair => $"{pair[0]}={Uri.EscapeDataString(pair[1])}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Path(method)}?{query}");
        return await SendAsync(request, caller);
    }

    public async Task<HostAnswer> SendAsync(HttpRequestMessage request, string? caller)
    {
        if (caller is not null) request.Headers.Add(CallerByHeader.Header, caller);
        using var response = await Client.SendAsync(request, Token);
        var answer = await HostAnswer.ReadAsync(response, Token);
        AnswerShape.Check(request, answer);
        return answer;
    }

    public async Task<string> CreateSpaceAsync(string owner = Alice, string key = "party")
    {
        var answer = await PostAsync("admin.createSpace", owner, new JsonObject { ["key"] = key });
        var uri = answer.ShouldBeOk().Json.GetProperty("space").GetProperty("uri").GetString()!;
        _spaces.Add(uri);
        return uri;
    }

    /// <summary>Mints an invite for a space of its owner's; the fields are added to the request.</summary>
    public async Task<MintedInvite> MintAsync(string space, params (string Name, JsonNode Value)[] fields)
    {
        var body = new JsonObject { ["spaceUri"] = space };
        foreach (var (name, value) in fields) body[name] = value;
        var answer = await PostAsync("invite.create", space.Split('/')[2], body);
        var json = answer.ShouldBeOk().Json;
        return new(space, json.GetProperty("token").GetString()!,
            json.GetProperty("invite").GetProperty("tokenHash").GetString()!);
    }

    public Task<HostAnswer> RedeemAsync(string caller, string token) =>
        PostAsync("invite.redeem", caller, new JsonObject { ["token"] = token });

    public Task<HostAnswer> RevokeAsync(MintedInvite invite) => PostAsync(
        "invite.revoke", invite.Space.Split('/')[2], new JsonObject { ["spaceUri"] = invite.Space, ["tokenHash"] = invite.Hash });

    /// <summary>Everything the store holds about the spaces made here, to compare.</summary>
    public Task<string> StateAsync() => StoreState.ReadAsync(Stores, _spaces, Token);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        _ownFolder?.Dispose();
    }

    private static string Path(string method) => $"/xrpc/rsvp.atmo.space.{method}";
}
