namespace AtInvites.Stores;

/// <summary>The records that handshakes are made of.</summary>
public interface IRecordStore
{
    /// <summary>Stores versions, the handshakes that come of them and the source's cursor, all or nothing. What was stored before
    /// changes nothing: whatever the order and the batches, the same versions leave the same handshakes. Answers how many told
    /// anything new.</summary>
    ValueTask<int> ApplyAsync(RecordBatch batch, CancellationToken cancellationToken);

    /// <summary>The cursor that was stored last for a source; null when there is none.</summary>
    ValueTask<long?> FindCursorAsync(string source, CancellationToken cancellationToken);
}
