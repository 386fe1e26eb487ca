using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Sqlite;
using AtInvites.Syntax;
using AtInvites.Tests.Accounts;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Redemption;

/// <summary>The engine of account codes without HTTP. An engine beside another has the same store, accounts and clock, and keys
/// of its own.</summary>
internal sealed class CodeEngine : IAsyncDisposable
{
    public const string Prefix = "pds-example-com";

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly CodeEngine? _first;
    private readonly TemporaryFolder? _folder;
    private readonly RandomNumberGenerator _random;
    private readonly IDataProtectionProvider _protection;
    private readonly InviteTelemetry _telemetry;

    private CodeEngine(CodeEngine? first, StoreKind kind, CodeEngineKeys keys)
    {
        _first = first;
        _folder = first is null && kind == StoreKind.Sqlite ? new() : null;
        Stores = first?.Stores
            ?? (_folder is null ? InMemoryStores.Create() : SqliteStores.Create($"Data Source={_folder.Database}"));
        Clock = first?.Clock ?? new();
        Accounts = first?.Accounts ?? new();
        Options = first?.Options ?? new();
        _random = keys.Random ?? RandomNumberGenerator.Create();
        _protection = keys.Protection ?? first?._protection ?? new EphemeralDataProtectionProvider();
        _telemetry = new(_services.GetRequiredService<IMeterFactory>());
        Keys = new(keys.Tokens ?? new() { HashKey = HttpHost.Key });
        var seal = new CodeSeal(_protection);
        Mint = new(new(Prefix.Replace('-', '.'), keys.Groups), Keys, seal, _random);
        Issuer = new(Stores.Codes, Mint, Options, Clock, _telemetry);
        Earner = new(Stores.Codes, Mint, Options, Clock, _telemetry);
        Reserver = new(Stores.Seats, Keys, Accounts, Clock, _telemetry);
        Lister = new(Stores.Codes, seal);
        Disabler = new(Stores.Codes, Keys, _telemetry);
    }

    public StoreSet Stores { get; }

    public ManualClock Clock { get; }

    public AccountBook Accounts { get; }

    public AccountOptions Options { get; }

    public TokenKeyRing Keys { get; }

    public CodeMint Mint { get; }

    public CodeIssuer Issuer { get; }

    public CodeEarner Earner { get; }

    public CodeReserver Reserver { get; }

    public CodeLister Lister { get; }

    public CodeDisabler Disabler { get; }

    /// <summary>The file of the store and the files beside it; none in memory.</summary>
    public IReadOnlyList<string> Files => _folder is null ? [] : Directory.GetFiles(_folder.Path);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CodeEngine> StartAsync(StoreKind kind, CodeEngineKeys? keys = null)
    {
        var engine = new CodeEngine(null, kind, keys ?? new());
        await engine.Stores.Schema.MigrateAsync(Token);
        return engine;
    }

    public static Did Account(int number) => Did.Parse($"did:plc:account{number}");

    public CodeEngine Beside(CodeEngineKeys keys) => new(this, default, keys);

    /// <summary>One code of the administration's, or of an owner's.</summary>
    public async Task<string> MintAsync(long uses = 1, CodeOwner owner = default) => (await MintAsync(1, uses, owner))[0];

    public async Task<string[]> MintAsync(int codes, long uses, CodeOwner owner)
    {
        var request = new CodeRequest { Owners = [owner], CodesEach = codes, Uses = uses };
        var outcome = await Issuer.IssueAsync(request, CancellationToken.None);
        Assert.True(outcome.IsIssued, outcome.Message);
        return [.. Assert.Single(outcome.Codes).Codes.Select(code => code.Reveal())];
    }

    public Task<InviteSeat> ReserveAsync(string? code, string holder) =>
        Reserver.ReserveAsync(code, holder, Options.Lease, CancellationToken.None).AsTask();

    public Task<CodeStatus> RedeemAsync(string? code, int account) =>
        Reserver.RedeemAsync(code, Account(account), CancellationToken.None).AsTask();

    /// <summary>The row of a code that this engine minted.</summary>
    public async Task<AccountCode> FindAsync(string code)
    {
        Assert.True(Keys.TryHashCode(code, 0, out var hash));
        var row = await Stores.Codes.FindAsync(hash, Token);
        Assert.NotNull(row);
        return row;
    }

    public async ValueTask DisposeAsync()
    {
        if (_first is null) await Stores.DisposeAsync();
        _telemetry.Dispose();
        await _services.DisposeAsync();
        _random.Dispose();
        _folder?.Dispose();
    }
}
