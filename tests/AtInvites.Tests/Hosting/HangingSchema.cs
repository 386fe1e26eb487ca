using AtInvites.Stores;

namespace AtInvites.Tests.Hosting;

/// <summary>Stands before a store's schema: counts who asks, and lets the test fail, hold or invent the answer.</summary>
internal sealed class HangingSchema(IStoreSchema real) : IStoreSchema
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Whether who waits for an answer can be cancelled. A file cannot.</summary>
    public bool HeedsCancellation { get; set; }

    /// <summary>Called before each answer; null leaves it to the store.</summary>
    public Func<Task<SchemaState?>> Answer { get; set; } = () => Task.FromResult<SchemaState?>(null);

    public ValueTask MigrateAsync(CancellationToken cancellationToken) => real.MigrateAsync(cancellationToken);

    public async ValueTask<SchemaState> CheckAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        return await Answer().WaitAsync(HeedsCancellation ? cancellationToken : CancellationToken.None)
            ?? await real.CheckAsync(cancellationToken);
    }
}
