using System.Data.Common;

namespace AtInvites.Stores.Sql;

/// <summary>The sessions that the SQL stores of one database share.</summary>
internal sealed class SqlDatabase(DbDataSource source, SqlDialect dialect) : IAsyncDisposable
{
    /// <summary>Who has stood in line for so long is better told than kept: its caller has given up or soon will.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Two transactions that meet in a circle end in one attempt; more only where many do, again and again.</summary>
    private const int Attempts = 10;

    private readonly CancellationTokenSource _closing = new();
    private readonly SqlSessionPool _readers = new(source, ForReaders(dialect), dialect.Readers, Patience);
    private readonly SqlSessionPool _writers = new(source, dialect, dialect.Writers, Patience);

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
                    if (!session.IsLost) await session.RunAsync("COMMIT", CancellationToken.None).ConfigureAwait(false);
                }
            },
            cancellationToken);

    /// <summary>Runs a verb in one transaction, which is committed unless the verb answers null. A transaction that the database
    /// gave up because of another one is run again, so the verb must stand that.</summary>
    public ValueTask<T?> TryWriteAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T?>> verb, CancellationToken cancellationToken)
        where T : struct => TryWriteAsync(verb, Patience, cancellationToken);

    /// <summary>The same, for a caller whose patience is another.</summary>
    public ValueTask<T?> TryWriteAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T?>> verb, TimeSpan patience, CancellationToken cancellationToken)
        where T : struct =>
        WriteAtOnceAsync(
            async (session, token) =>
            {
                if (session.HasBegun) await session.RollbackAsync().ConfigureAwait(false);
                return await TransactAsync(session, verb, token).ConfigureAwait(false);
            },
            patience,
            cancellationToken);

    /// <summary>Runs a verb of one statement, which is a transaction of its own. One that the database gave up because of another
    /// is run again.</summary>
    public ValueTask<T> WriteAtOnceAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T>> verb, TimeSpan patience, CancellationToken cancellationToken) =>
        _writers.RunAsync(
            async (session, token) =>
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        return await verb(session, token).ConfigureAwait(false);
                    }
                    catch (DbException fault) when (IsGivenUp(fault) && attempt < Attempts)
                    {
                        // Nothing of it was done.
                    }
                }
            },
            patience,
            cancellationToken);

    /// <summary>Runs a verb in one transaction as the others do, but never again.</summary>
    public ValueTask<T?> TryWriteOnceAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T?>> verb, CancellationToken cancellationToken)
        where T : struct =>
        _writers.RunAsync((session, token) => TransactAsync(session, verb, token), cancellationToken);

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

    private async ValueTask<T?> TransactAsync<T>(
        SqlSession session, Func<SqlSession, CancellationToken, ValueTask<T?>> verb, CancellationToken cancellationToken)
        where T : struct
    {
        await session.BeginAsync(dialect.WriteIsolation, cancellationToken).ConfigureAwait(false);
        var result = await verb(session, cancellationToken).ConfigureAwait(false);
        if (result is null) await session.RollbackAsync().ConfigureAwait(false);
        else await session.CommitAsync().ConfigureAwait(false);
        return result;
    }

    private static SqlDialect ForReaders(SqlDialect dialect) => dialect.OnOpenReader is { } more
        ? dialect with { OnOpen = dialect.OnOpen is { } first ? $"{first}; {more}" : more }
        : dialect;

    /// <summary>Serialization failure or deadlock (SQLSTATE 40001, 40P01): nothing was done, and again it may succeed.</summary>
    private static bool IsGivenUp(DbException fault) => fault.SqlState is "40001" or "40P01";
}
