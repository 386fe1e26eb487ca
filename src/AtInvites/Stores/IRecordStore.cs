namespace AtInvites.Stores;

/// <summary>The records that handshakes are made of. <see cref="RecordHistory"/> says what is kept of each,
/// <see cref="Handshakes"/> what comes of them; a store only stores.</summary>
public interface IRecordStore
{
    /// <summary>Stores versions, the handshakes that come of them and the source's cursor, all or nothing. What was stored before
    /// changes nothing: whatever the order and the batches, the same versions leave the same handshakes. Answers how many told
    /// anything new.</summary>
    ValueTask<int> ApplyAsync(RecordBatch batch, CancellationToken cancellationToken);

    /// <summary>The cursor that was stored last for a source; null when there is none.</summary>
    ValueTask<long?> FindCursorAsync(string source, CancellationToken cancellationToken);
}
