namespace AtInvites.Stores.Sql;

internal sealed class SqlRecordStore : IRecordStore
{
    public ValueTask<int> ApplyAsync(RecordBatch batch, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<long?> FindCursorAsync(string source, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
