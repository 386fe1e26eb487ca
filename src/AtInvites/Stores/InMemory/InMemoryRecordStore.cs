namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryRecordStore(HandshakeTable table) : IRecordStore
{
    public ValueTask<int> ApplyAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        cancellationToken.ThrowIfCancellationRequested();
        // A list of the caller's that fails half-way fails before anything changes.
        RecordVersion[] versions = [.. batch.Versions];
        lock (table.Gate)
        {
            var news = 0;
            foreach (var version in versions)
                if (table.Apply(version)) news++;
            if (batch.Source is { } source) table.Cursors[source] = batch.Cursor;
            return new(news);
        }
    }

    public ValueTask<long?> FindCursorAsync(string source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(table.Cursors.TryGetValue(source, out var cursor) ? cursor : null);
    }
}
