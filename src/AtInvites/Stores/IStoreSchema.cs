namespace AtInvites.Stores;

/// <summary>Brings a store to the form this version of the library reads and writes.</summary>
public interface IStoreSchema
{
    /// <summary>Applies the numbered migrations that are missing, each in one transaction; safe when several processes start at
    /// once. A store written by a newer version is refused with an
    /// <see cref="InvalidOperationException"/> that says so.</summary>
    ValueTask MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Reads which form the store has, and changes nothing: a store without any is behind, and none is made. It takes no
    /// lock that a verb or a migration waits for, and answers within one look at the store. A store that cannot be reached is a
    /// fault.</summary>
    ValueTask<SchemaState> CheckAsync(CancellationToken cancellationToken);
}
