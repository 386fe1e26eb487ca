using System.Collections.Concurrent;
using System.Data.Common;

namespace AtInvites.Stores.Sql;

/// <summary>A bounded number of sessions that stay open between verbs, so that their statements stay prepared. Who finds all
/// taken waits in line, in order of arrival.</summary>
internal sealed class SqlSessionPool(DbDataSource source, SqlDialect dialect, int size, TimeSpan patience) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);
    private readonly ConcurrentStack<SqlSession> _idle = [];
    private volatile bool _isDisposed;

    /// <summary>Runs <paramref name="verb"/> on a session of its own. A session whose verb failed is closed, which ends its
    /// transaction; the next caller opens another.</summary>
    public ValueTask<T> RunAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T>> verb, CancellationToken cancellationToken) =>
        RunAsync(verb, patience, cancellationToken);

    /// <summary>The same, for a caller whose patience is another.</summary>
    public async ValueTask<T> RunAsync<T>(
        Func<SqlSession, CancellationToken, ValueTask<T>> verb, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (!await _free.WaitAsync(patience, cancellationToken).ConfigureAwait(false))
            throw Impatience(patience);
        SqlSession? session = null;
        var isSound = false;
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            session = await FindIdleAsync().ConfigureAwait(false) ?? await OpenAsync(cancellationToken).ConfigureAwait(false);
            var result = await verb(session, cancellationToken).ConfigureAwait(false);
            isSound = true;
            return result;
        }
        finally
        {
            try
            {
                if (isSound) _idle.Push(session!);
                else if (session is not null) await EndAsync(session).ConfigureAwait(false);
                if (_isDisposed) await CloseIdleAsync().ConfigureAwait(false);
            }
            finally
            {
                _free.Release();
            }
        }
    }

    /// <summary>What who stood in line for so long is told.</summary>
    public static TimeoutException Impatience(TimeSpan patience) =>
        new($"AtInvites: no connection to the store came free in {patience.TotalSeconds} seconds.");

    /// <summary>Closes what is idle. A verb that runs ends as it would, and closes its session; those in line are refused. The
    /// semaphore holds nothing to dispose of, and disposed it would leave them waiting.</summary>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return CloseIdleAsync();
    }

    /// <summary>An idle session whose connection was not found lost meanwhile; null where there is none.</summary>
    private async ValueTask<SqlSession?> FindIdleAsync()
    {
        while (_idle.TryPop(out var session))
        {
            if (!session.IsLost) return session;
            await session.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Closes a session that failed. Where its connection is lost, the idle ones are too: a database that was away for
    /// a moment then costs one caller an error and not one for each session.</summary>
    private async ValueTask EndAsync(SqlSession session)
    {
        var isLost = session.IsLost;
        await session.DisposeAsync().ConfigureAwait(false);
        if (isLost) await CloseIdleAsync().ConfigureAwait(false);
    }

    private async ValueTask CloseIdleAsync()
    {
        while (_idle.TryPop(out var session)) await session.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<SqlSession> OpenAsync(CancellationToken cancellationToken)
    {
        var session = new SqlSession(
            await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), dialect.TypeOf);
        if (dialect.OnOpen is not { } onOpen) return session;
        var isSound = false;
        try
        {
            await session.RunAsync(onOpen, cancellationToken).ConfigureAwait(false);
            isSound = true;
            return session;
        }
        finally
        {
            if (!isSound) await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}
