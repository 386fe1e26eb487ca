using System.Data.Common;

namespace AtInvites.Stores.Sql;

/// <summary>Redemptions that are written together, and what comes of each.</summary>
internal sealed class RedemptionBatch(SqlDatabase database, RedemptionLine line)
{
    /// <summary>Most at once, so that no turn is much longer than another's.</summary>
    private const int Most = 256;

    private readonly List<RedemptionRequest> _requests = [];
    private bool _isJudged;

    public int Count => _requests.Count;

    /// <summary>Waits for the writer's turn, takes who waits then, and writes until nobody comes any more.</summary>
    public async ValueTask WriteAsync() => await database.TryWriteAsync<int>(
        async (session, token) =>
        {
            var from = 0;
            while (line.Take(_requests, Most))
            {
                await WriteAsync(session, from, Count, token).ConfigureAwait(false);
                from = Count;
            }

            _isJudged = true;
            return Count == 0 ? null : Count;
        },
        Timeout.InfiniteTimeSpan,
        CancellationToken.None).ConfigureAwait(false);

    /// <summary>Whether nothing of the batch stays after <paramref name="fault"/>: not so once it was committed, for nobody knows
    /// how that ended.</summary>
    public bool IsUndone(Exception fault) => !_isJudged && fault is DbException;

    public void Answer()
    {
        foreach (var request in _requests) request.TrySetResult(request.Outcome);
    }

    public void Fail(Exception fault) => Fail(0, fault);

    /// <summary>Writes each by itself, so that the one that fails the others has its fault alone.</summary>
    public async ValueTask WriteSinglyAsync()
    {
        for (var i = 0; i < Count; i++)
        {
            var isBegun = false;
            try
            {
                var only = i;
                await database.WriteAsync<bool>(
                    async (session, token) =>
                    {
                        isBegun = true;
                        await WriteAsync(session, only, only + 1, token).ConfigureAwait(false);
                        return true;
                    },
                    CancellationToken.None).ConfigureAwait(false);
                _requests[i].TrySetResult(_requests[i].Outcome);
            }
            catch (Exception fault)
            {
                _requests[i].TrySetException(fault);
                if (!isBegun) Fail(i + 1, fault);
                if (!isBegun) return;
            }
        }
    }

    private ValueTask WriteAsync(SqlSession session, int from, int to, CancellationToken cancellationToken) =>
        new RedemptionTransaction(session, database.Statements).WriteAsync(_requests.GetRange(from, to - from), cancellationToken);

    private void Fail(int from, Exception fault)
    {
        for (var i = from; i < Count; i++) _requests[i].TrySetException(fault);
    }
}
