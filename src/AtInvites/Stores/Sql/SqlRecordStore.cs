namespace AtInvites.Stores.Sql;

internal sealed class SqlRecordStore(SqlDatabase database) : IRecordStore
{
    private SqlRecordStatements Statements => database.Statements.Records;

    public async ValueTask<int> ApplyAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(batch);
        // What was told before, as after a reconnect, never waits for the writer.
        var isNew = await database.ReadAsync((session, token) => IsNewAsync(session, batch, token), cancellationToken)
            .ConfigureAwait(false);
        if (!isNew) return 0;
        return await database.WriteAsync((session, token) => WriteAsync(session, batch, token), cancellationToken)
            .ConfigureAwait(false);
    }

    public ValueTask<long?> FindCursorAsync(string source, CancellationToken cancellationToken) =>
        database.ReadAsync((session, token) => FindCursorAsync(session, source, token), cancellationToken);

    private ValueTask<long?> FindCursorAsync(SqlSession session, string source, CancellationToken cancellationToken) =>
        session.FindAsync(Statements.FindCursor, row => row.Number(0), cancellationToken, source);

    private async ValueTask<bool> IsNewAsync(SqlSession session, RecordBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Source is { } source
            && await FindCursorAsync(session, source, cancellationToken).ConfigureAwait(false) != batch.Cursor)
        {
            return true;
        }

        foreach (var versions in batch.Versions.Chunk(SqlRecordStatements.Batch))
        {
            var histories = new SqlRecordHistories(session, Statements);
            await histories.LoadAsync(versions.Select(version => version.Uri), cancellationToken).ConfigureAwait(false);
            if (versions.Any(histories.Add)) return true;
        }

        return false;
    }

    private async ValueTask<int> WriteAsync(SqlSession session, RecordBatch batch, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(Statements.LockRecords, cancellationToken).ConfigureAwait(false);
        var histories = new SqlRecordHistories(session, Statements);
        await histories.LoadAsync(batch.Versions.Select(version => version.Uri), cancellationToken).ConfigureAwait(false);
        var news = batch.Versions.Count(histories.Add);
        await histories.WriteAsync(cancellationToken).ConfigureAwait(false);
        var settlement = new SqlSettlement(session, Statements, histories);
        await settlement.WriteAsync(cancellationToken).ConfigureAwait(false);
        if (batch.Source is { } source)
            await session.ExecuteAsync(Statements.PutCursor, cancellationToken, source, batch.Cursor).ConfigureAwait(false);
        return news;
    }
}
