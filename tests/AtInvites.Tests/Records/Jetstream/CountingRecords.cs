using AtInvites.Stores;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>Stands before a record store: counts its writes, and lets the test fail or hold them.</summary>
internal sealed class CountingRecords : IRecordStore
{
    private IRecordStore? _real;
    private int _count;

    /// <summary>Writes that went through.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Called before each write with its batch; what it throws is the store's fault.</summary>
    public Func<RecordBatch, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after each write was committed.</summary>
    public Func<RecordBatch, Task> After { get; set; } = _ => Task.CompletedTask;

    public CountingRecords Around(IRecordStore real)
    {
        _real = real;
        return this;
    }

    public async ValueTask<int> ApplyAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        await Before(batch).WaitAsync(cancellationToken);
        var news = await _real!.ApplyAsync(batch, cancellationToken);
        Interlocked.Increment(ref _count);
        await After(batch).WaitAsync(cancellationToken);
        return news;
    }

    public ValueTask<long?> FindCursorAsync(string source, CancellationToken cancellationToken) =>
        _real!.FindCursorAsync(source, cancellationToken);
}
