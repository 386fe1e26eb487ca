namespace AtInvites.Records;

/// <summary>Where events come from: the library's Jetstream consumer, or a firehose of the host's.</summary>
public interface IRecordEventSource
{
    /// <summary>What its cursor is kept under. Two sources of a host have two names.</summary>
    string Name { get; }

    /// <summary>Events from a cursor on, in batches that are stored one after the other; null starts where the source sees fit.
    /// Telling events twice, and in another order, changes nothing. It ends when cancelled; a fault it throws starts it
    /// anew, after a pause, from the last cursor that was stored.</summary>
    IAsyncEnumerable<RecordEventBatch> ReadAsync(long? cursor, CancellationToken cancellationToken);
}
