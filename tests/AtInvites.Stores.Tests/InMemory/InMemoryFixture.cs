using AtInvites.Stores.Contracts;
using AtInvites.Stores.InMemory;

namespace AtInvites.Stores.Tests.InMemory;

public sealed class InMemoryFixture : IStoreFixture
{
    private readonly StoreSet _stores = InMemoryStores.Create();

    public bool IsDurable => false;

    public string? WorkerArguments => null;

    public async ValueTask<StoreSet> OpenAsync(CancellationToken cancellationToken)
    {
        await _stores.Schema.MigrateAsync(cancellationToken);
        return _stores;
    }

    public ValueTask<StoreSet> OpenUnmigratedAsync(CancellationToken cancellationToken) => new(_stores);

    public ValueTask DisposeAsync() => _stores.DisposeAsync();
}
