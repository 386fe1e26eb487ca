using System.Security.Cryptography;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Sqlite;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Tests.Stores;

/// <summary>A store of account codes with an archive before it. All share the hash key; each has a seal of its
/// own.</summary>
internal sealed class ArchiveHouse : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RandomNumberGenerator _random = RandomNumberGenerator.Create();

    private ArchiveHouse(StoreKind kind)
    {
        Stores = kind == StoreKind.Memory ? InMemoryStores.Create() : SqliteStores.Create($"Data Source={_folder.Database}");
        Archive = Open(new EphemeralDataProtectionProvider());
    }

    public StoreSet Stores { get; }

    public CodeArchive Archive { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ArchiveHouse> StartAsync(StoreKind kind)
    {
        var house = new ArchiveHouse(kind);
        await house.Stores.Schema.MigrateAsync(Token);
        return house;
    }

    /// <summary>The same store as a service sees it that has these keys.</summary>
    public CodeArchive Open(IDataProtectionProvider protection, TokenOptions? tokens = null)
    {
        var keys = new TokenKeyRing(tokens ?? new() { HashKey = HttpHost.Key });
        var seal = new CodeSeal(protection);
        return new(Stores.Codes, new(new("pds.example.com"), keys, seal, _random), new(Stores.Codes, seal));
    }

    public async Task<List<string>> ReadAsync()
    {
        var texts = new List<string>();
        await foreach (var code in Archive.ExportAsync(Token)) texts.Add(Text(code));
        return texts;
    }

    /// <summary>All that a record says, to compare.</summary>
    public static string Text(CodeRecord code) =>
        $"{code.Code.Reveal()} {code.Available} {code.IsDisabled} {code.Owner} {code.CreatedBy} {code.CreatedAt:O} "
        + string.Join(',', code.Uses.Select(use => $"{use.UsedBy}@{use.UsedAt.ToUnixTimeMilliseconds()}"));

    public async ValueTask DisposeAsync()
    {
        await Stores.DisposeAsync();
        _random.Dispose();
        _folder.Dispose();
    }
}
