namespace AtInvites.Stores.Sql;

/// <summary>Serves the line batch by batch: each takes the writer's turn and then whoever waits.</summary>
internal sealed class RedemptionWriter(SqlDatabase database, RedemptionLine line) : IThreadPoolWorkItem
{
    /// <summary>How often those who were just answered are let ahead, to come back into the next batch.</summary>
    private const int Courtesies = 32;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

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

    /// <summary>Writes one batch and answers how many were in it. No fault leaves it, or nobody would serve the line.</summary>
    private async ValueTask<int> WriteAsync()
    {
        var last = line.Last;
        var batch = new RedemptionBatch(database, line);
        try
        {
            var writing = batch.WriteAsync().AsTask();
            await WaitAsync(writing).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            if (batch.Count == 0) line.Refuse(request => request.Number <= last, fault);
            else await batch.FailAsync(fault).ConfigureAwait(false);
        }

        return batch.Count;
    }

    /// <summary>Waits for a batch, and meanwhile tells who stands in line for too long.</summary>
    private async ValueTask WaitAsync(Task writing)
    {
        while (!writing.IsCompleted)
        {
            await writing.WaitAsync(Tick).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            line.Refuse(request => request.Age >= SqlDatabase.Patience, SqlSessionPool.Impatience(SqlDatabase.Patience));
        }

        await writing.ConfigureAwait(false);
    }
}
