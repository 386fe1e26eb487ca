using System.Data.Common;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Redemptions that are written together, and what comes of each.</summary>
internal sealed class RedemptionBatch(SqlDatabase database, RedemptionLine line)
{
    /// <summary>Most at once, so that no turn is much longer than another's.</summary>
    private const int Most = 256;

    // SQLSTATE classes of a connection or a server that is lost, or going.
    private static readonly string[] Gone = ["08", "57", "58"];

    private readonly List<RedemptionRequest> _requests = [];
    private bool _isJudged;
    private volatile RedemptionRequest? _sole;

    public int Count => _requests.Count;

    /// <summary>The invite that a statement of its own is redeeming, for which that may have to wait.</summary>
    public TokenHash? Invite => _sole?.Token;

    private bool IsAtOnce => database.Statements.RedeemMany is not null;

    /// <summary>Waits for the writer's turn, takes who waits then, and writes.</summary>
    public async ValueTask WriteAsync()
    {
        if (IsAtOnce)
        {
            await database.WriteAtOnceAsync(WriteAtOnceAsync, Timeout.InfiniteTimeSpan, default).ConfigureAwait(false);
            return;
        }

        await database.TryWriteAsync<int>(WriteInTransactionAsync, Timeout.InfiniteTimeSpan, default).ConfigureAwait(false);
        foreach (var request in _requests) request.TrySetResult(request.Outcome);
    }

    /// <summary>Tells a fault to whom it concerns. Where one of several may be its cause, each invite is written by itself,
    /// and of one invite each request.</summary>
    public async ValueTask FailAsync(Exception fault)
    {
        if (Count == 1 || !IsUndone(fault)) Fail(fault);
        else if (IsAtOnce && _sole is null) line.Return(_requests.Where(request => !request.Task.IsCompleted));
        else await WriteSinglyAsync().ConfigureAwait(false);
    }

    private async ValueTask<int?> WriteInTransactionAsync(SqlSession session, CancellationToken cancellationToken)
    {
        var written = 0;
        while (line.Take(_requests, Most) || written < Count)
        {
            await new RedemptionTransaction(session, database.Statements)
                .WriteAsync(_requests[written..], cancellationToken).ConfigureAwait(false);
            written = Count;
        }

        _isJudged = true;
        return written == 0 ? null : written;
    }

    private async ValueTask<int> WriteAtOnceAsync(SqlSession session, CancellationToken cancellationToken)
    {
        line.Take(_requests, Most);
        if (Count > 0 && _requests.TrueForAll(request => request.Token == _requests[0].Token)) _sole = _requests[0];
        await new RedemptionStatement(session, database.Statements)
            .WriteAsync(_requests, cancellationToken).ConfigureAwait(false);
        return Count;
    }

    /// <summary>Whether nothing stays of what a fault ended. Of a commit, or of a lost connection, nobody knows.</summary>
    private bool IsUndone(Exception fault) => fault is DbException known
        && (IsAtOnce ? known.SqlState is { } state && !Gone.Contains(state[..2]) : !_isJudged);

    private async ValueTask WriteSinglyAsync()
    {
        foreach (var request in _requests.Where(request => !request.Task.IsCompleted))
        {
            var isBegun = false;
            try
            {
                await WriteAsync(request, () => isBegun = true).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                request.TrySetException(fault);
                if (isBegun) continue;
                Fail(fault);
                return;
            }
        }
    }

    private async ValueTask WriteAsync(RedemptionRequest request, Action begin)
    {
        if (IsAtOnce)
        {
            await database.WriteAtOnceAsync(
                async (session, token) =>
                {
                    begin();
                    await new RedemptionStatement(session, database.Statements)
                        .WriteAsync([request], token).ConfigureAwait(false);
                    return true;
                },
                SqlDatabase.Patience, default).ConfigureAwait(false);
            return;
        }

        await database.WriteAsync<bool>(
            async (session, token) =>
            {
                begin();
                await new RedemptionTransaction(session, database.Statements).WriteAsync([request], token).ConfigureAwait(false);
                return true;
            },
            default).ConfigureAwait(false);
        request.TrySetResult(request.Outcome);
    }

    private void Fail(Exception fault)
    {
        foreach (var request in _requests) request.TrySetException(fault);
    }
}
