using System.Threading.Channels;
using AtInvites.Records;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>A source of a host's own, which tells what the test says.</summary>
internal sealed class HostEvents : IRecordEventSource
{
    private readonly Channel<long?> _starts = Channel.CreateUnbounded<long?>();
    private readonly Channel<RecordEventBatch?> _batches = Channel.CreateUnbounded<RecordEventBatch?>();

    public string Name => "host";

    /// <summary>The cursor from which it was asked to begin next.</summary>
    public async Task<long?> StartedAsync() => await _starts.Reader.ReadAsync(TestContext.Current.CancellationToken)
        .AsTask().WaitAsync(Polling.Limit, TestContext.Current.CancellationToken);

    public void Tell(RecordEventBatch batch) => _batches.Writer.TryWrite(batch);

    public void End() => _batches.Writer.TryWrite(null);

    public async IAsyncEnumerable<RecordEventBatch> ReadAsync(
        long? cursor, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _starts.Writer.TryWrite(cursor);
        while (await _batches.Reader.ReadAsync(cancellationToken) is { } batch) yield return batch;
    }
}
