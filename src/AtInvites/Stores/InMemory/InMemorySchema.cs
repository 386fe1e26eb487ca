namespace AtInvites.Stores.InMemory;

internal sealed class InMemorySchema : IStoreSchema
{
    public ValueTask MigrateAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.CompletedTask;
    }

    public ValueTask<SchemaState> CheckAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(default(SchemaState));
    }
}
