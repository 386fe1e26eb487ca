namespace AtInvites.Stores;

/// <summary>What form a store has, beside the one that this version of the library reads and writes.</summary>
/// <param name="Found">Number of the last migration that the store has; 0 before the first.</param>
/// <param name="Known">Number of the last migration that this version knows; 0 where a store has none.</param>
public readonly record struct SchemaState(long Found, long Known)
{
    /// <summary>Migrations are missing: verbs may fail until <see cref="IStoreSchema.MigrateAsync"/> has run.</summary>
    public bool IsBehind => Found < Known;

    /// <summary>A newer version migrated it. <see cref="IStoreSchema.MigrateAsync"/> refuses it; verbs work on as long as that
    /// version left what they use.</summary>
    public bool IsAhead => Found > Known;
}
