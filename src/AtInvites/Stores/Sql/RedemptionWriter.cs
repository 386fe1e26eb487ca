using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Serves the line batch by batch: each takes the writer's turn and then whoever waits. A batch of one invite that
/// somebody else has locked is left to end by itself.</summary>
internal sealed class RedemptionWriter(SqlDatabase database, RedemptionLine line) : IThreadPoolWorkItem
{
    /// <summary>How often those who were just answered are let ahead, to come back into the next batch.</summary>
    private const int Courtesies = 32;

    /// <summary>Longer than a batch takes that nothing holds up.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);

    /// <summary>Most batches that are left to themselves; the other half of the writers is for all else.</summary>
    private readonly int _mostAside = database.Dialect.Writers / 2;

    private int _answered;

    /// <summary>Writes on the caller's thread what waits; whoever came meanwhile is served on another.</summary>
    public async Task ServeAsync()
    {
        _answered = await WriteAsync().ConfigureAwait(false);
        if (_answered > 1 || !line.TryLeave()) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = ServeOnAsync();

    private async Task ServeOnAsync()
    {
        while (true)
        {
            // Without it callers who come back at once would find the writer gone with the first of them.
            for (var i = 0; _answered > 1 && i < Courtesies && line.Count < _answered; i++) await Task.Yield();
            if (line.TryLeave()) return;
            _answered = await WriteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes one batch and answers how many were in it; none where it is held up and was left.</summary>
    private async ValueTask<int> WriteAsync()
    {
        var batch = new RedemptionBatch(database, line);
        var writing = CompleteAsync(batch);
        while (!await EndsAsync(writing).ConfigureAwait(false))
        {
            if (batch.Invite is not { } invite || !line.TrySetAside(invite, _mostAside)) continue;
            _ = RejoinAsync(invite, writing);
            return 0;
        }

        return batch.Count;
    }

    /// <summary>Writes a batch. No fault leaves it, or nobody would serve the line.</summary>
    private async Task CompleteAsync(RedemptionBatch batch)
    {
        var last = line.Last;
        try
        {
            await batch.WriteAsync().ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (batch.Count == 0) line.Refuse(request => request.Number <= last, fault);
            else await batch.FailAsync(fault).ConfigureAwait(false);
        }
    }

    private async Task RejoinAsync(TokenHash invite, Task writing)
    {
        while (!await EndsAsync(writing).ConfigureAwait(false))
        {
        }

        if (line.Rejoin(invite)) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Whether a batch ends within a tick; tells who has waited for too long meanwhile.</summary>
    private async ValueTask<bool> EndsAsync(Task writing)
    {
        if (writing.IsCompleted) return true;
        await writing.WaitAsync(Tick).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        line.Refuse(request => request.Age >= SqlDatabase.Patience, SqlSessionPool.Impatience(SqlDatabase.Patience));
        return writing.IsCompleted;
    }
}
