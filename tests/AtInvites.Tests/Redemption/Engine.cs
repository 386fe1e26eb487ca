using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Sqlite;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtInvites.Tests.Redemption;

/// <summary>The engine without HTTP, with a space to invite to.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly AdmissionSignal _signal = new();
    private readonly InviteTelemetry _telemetry;

    private Engine(StoreKind kind, TokenOptions? tokens, InvitePolicy? policy)
    {
        _folder = kind == StoreKind.Sqlite ? new() : null;
        Stores = _folder is null ? InMemoryStores.Create() : SqliteStores.Create($"Data Source={_folder.Database}");
        _telemetry = new(_services.GetRequiredService<IMeterFactory>());
        var keys = new TokenKeyRing(tokens ?? new() { HashKey = HttpHost.Key });
        Issuer = new(Stores.Invites, new(keys, _random), policy ?? new(), Clock, _telemetry);
        Redeemer = new(Stores.Redemptions, keys, Clock, _telemetry, _signal);
        Revoker = new(Stores.Invites, Clock, _telemetry);
        Finder = new(Stores.Invites, keys);
    }

    public static Did Alice { get; } = Did.Parse(HttpHost.Alice);

    public static AtUri Space { get; } = AtUri.Parse("at://did:plc:alice/rsvp.atmo.space/party");

    public ManualClock Clock { get; } = new();

    public StoreSet Stores { get; }

    public InviteIssuer Issuer { get; }

    public InviteRedeemer Redeemer { get; }

    public InviteRevoker Revoker { get; }

    public InviteFinder Finder { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<Engine> StartAsync(StoreKind kind, TokenOptions? tokens = null, InvitePolicy? policy = null)
    {
        var engine = new Engine(kind, tokens, policy);
        await engine.Stores.Schema.MigrateAsync(Token);
        await engine.Stores.Spaces.CreateAsync(
            new()
            {
                Uri = Space,
                Owner = Alice,
                Type = Nsid.Parse("rsvp.atmo.space"),
                Key = RecordKey.Parse("party"),
                CreatedAt = engine.Clock.GetUtcNow(),
            },
            Token);
        return engine;
    }

    public static InviteRequest Request(long? maxUses = null, long? expiresAt = null) =>
        new() { Space = Space, Perms = Perms.Read, CreatedBy = Alice, MaxUses = maxUses, ExpiresAt = expiresAt };

    public async Task<(string Token, TokenHash Hash)> MintAsync(long? maxUses = null, long? expiresAt = null)
    {
        var outcome = await Issuer.IssueAsync(Request(maxUses, expiresAt), Token);
        Assert.True(outcome.IsIssued, outcome.Message);
        return (outcome.Secret.Reveal(), outcome.Invite.Token);
    }

    public ValueTask<RedeemOutcome> RedeemAsync(string token, Did account) => Redeemer.RedeemAsync(token, account, Token);

    public AdmissionDelivery DeliveryTo(IAdmissionSink sink) =>
        new(Stores.Outbox, [sink], _telemetry, NullLogger<AdmissionDelivery>.Instance);

    public InviteSweeper Sweeper(SweepOptions options) => new(Stores.Invites, options, Clock, _telemetry);

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        _signal.Dispose();
        _telemetry.Dispose();
        await _services.DisposeAsync();
        _random.Dispose();
        _folder?.Dispose();
    }
}
