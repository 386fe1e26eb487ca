using System.Data.Common;

namespace AtInvites.Stores.Sql;

/// <summary>The sessions that the SQL stores of one database share.</summary>
internal sealed class SqlDatabase(DbDataSource source, SqlDialect dialect) : IAsyncDisposable
{
    /// <summary>Who has stood in line for so long is better told than kept: its caller has given up or soon will.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private readonly SqlSessionPool _readers = new(source, dialect.OnOpen, dialect.Readers, Patience);
    private readonly SqlSessionPool _writers = new(source, dialect.OnOpen, dialect.Writers, Patience);

    public SqlDialect Dialect => dialect;

    /// <summary>Told when the set is disposed, before its connections close.</summary>
    public CancellationToken Closing => _closing.Token;

    public SqlStatements Statements => dialect.Statements;

    /// <summary>Runs a verb that changes nothing, outside any transaction.</summary>
    public ValueTask<T> ReadAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T>> verb, CancellationToken cancellationToken) =>
        _readers.RunAsync(verb, cancellationToken);

    /// <summary>Runs a verb of several statements that changes nothing and sees one state throughout.</summary>
    public ValueTask<T> ReadSnapshotAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T>> verb, CancellationToken cancellationToken) =>
        _readers.RunAsync(
            async (session, token) =>
            {
                await session.RunAsync(dialect.BeginSnapshot, token).ConfigureAwait(false);
                try
                {
                    return await verb(session, token).ConfigureAwait(false);
                }
                finally
                {
                    // Also after a failure: a host's own pool would keep the connection, and its transaction, open.
                    await session.RunAsync("COMMIT", CancellationToken.None).ConfigureAwait(false);
                }
            },
            cancellationToken);

    /// <summary>Runs a verb in one transaction, which is committed unless the verb answers null.</summary>
    public ValueTask<T?> TryWriteAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T?>> verb, CancellationToken cancellationToken)
        where T : struct => TryWriteAsync(verb, Patience, cancellationToken);

    /// <summary>The same, for a caller whose patience is another.</summary>
    public ValueTask<T?> TryWriteAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T?>> verb, TimeSpan patience, CancellationToken cancellationToken)
        where T : struct =>
        _writers.RunAsync(
            async (session, token) =>
            {
                await session.BeginAsync(dialect.WriteIsolation, token).ConfigureAwait(false);
                var result = await verb(session, token).ConfigureAwait(false);
                if (result is null) await session.RollbackAsync().ConfigureAwait(false);
                else await session.CommitAsync().ConfigureAwait(false);
                return result;
            },
            patience,
            cancellationToken);

    /// <summary>Runs a verb in one transaction.</summary>
    public async ValueTask<T> WriteAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T>> verb, CancellationToken cancellationToken)
        where T : struct
    {
        var result = await TryWriteAsync<T>(
            async (session, token) => await verb(session, token).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);
        return result!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _writers.DisposeAsync().ConfigureAwait(false);
        await _readers.DisposeAsync().ConfigureAwait(false);
    }
}
