using AtInvites.Stores.Contracts;
using AtInvites.Stores.Sqlite;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>A real file in a folder of its own under the system's folder for temporary files.</summary>
public sealed class SqliteFixture : IStoreFixture
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atinvites-");
    private readonly List<StoreSet> _opened = [];

    public bool IsDurable => true;

    public string? WorkerArguments => $"sqlite\n{ConnectionString}";

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "invites.db")}";

    public async ValueTask<StoreSet> OpenAsync(CancellationToken cancellationToken)
    {
        var stores = await OpenUnmigratedAsync(cancellationToken);
        await stores.Schema.MigrateAsync(cancellationToken);
        return stores;
    }

    public ValueTask<StoreSet> OpenUnmigratedAsync(CancellationToken cancellationToken)
    {
        var stores = SqliteStores.Create(ConnectionString);
        lock (_opened) _opened.Add(stores);
        return new(stores);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stores in _opened) await stores.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
