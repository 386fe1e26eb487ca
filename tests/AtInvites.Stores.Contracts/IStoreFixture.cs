namespace AtInvites.Stores.Contracts;

/// <summary>One empty database for one test. What the author of a store writes; the contracts do the rest.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>Whether what was answered outlives the set that answered it.</summary>
    bool IsDurable { get; }

    /// <summary>How <c>AtInvites.Stores.Worker</c> opens the same database from another process, one argument a line; null where
    /// the database lives in one process or that worker does not know it: <c>ProcessContract</c> and the others of several
    /// processes are then left out.</summary>
    string? WorkerArguments { get; }

    /// <summary>A migrated set. Opened again it is another set over the same database, as another process would have; a store in
    /// memory answers the same set. The fixture disposes what it opened.</summary>
    ValueTask<StoreSet> OpenAsync(CancellationToken cancellationToken);

    /// <summary>As <see cref="OpenAsync"/>, but without migrations: what a process has that starts on an empty
    /// database.</summary>
    ValueTask<StoreSet> OpenUnmigratedAsync(CancellationToken cancellationToken);
}
