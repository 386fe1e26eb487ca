using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.Extensions.Logging;

namespace AtInvites.Records;

/// <summary>Takes events in and keeps handshakes by them.</summary>
public sealed partial class HandshakeIndex
{
    private readonly RecordReader _reader;
    private readonly IRecordStore _store;
    private readonly RecordTelemetry _telemetry;
    private readonly ILogger<HandshakeIndex> _logger;

    internal HandshakeIndex(RecordReader reader, IRecordStore store, RecordTelemetry telemetry, ILogger<HandshakeIndex> logger) =>
        (_reader, _store, _telemetry, _logger) = (reader, store, telemetry, logger);

    /// <summary>Stores what a batch of events comes to, all or nothing, with the cursor of <paramref name="source"/> behind
    /// it. Events may come in any order, twice, or after a deletion: the same events leave the same handshakes. A record that
    /// breaks a rule is counted, logged at Debug and kept out, and ends what stood in its place. Answers how many events told
    /// anything new.</summary>
    public async ValueTask<int> ApplyAsync(
        RecordEventBatch batch, string? source = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var versions = new List<RecordVersion>(batch.Events.Count);
        foreach (var told in batch.Events)
        {
            var (version, refusal) = _reader.Read(told);
            if (refusal != RecordRefusal.None)
            {
                _telemetry.Refused(refusal);
                LogRefused(told.Repo, told.Collection, told.RecordKey, refusal);
            }

            if (version is not null) versions.Add(version);
        }

        var stored = new RecordBatch
        {
            Versions = versions,
            Source = batch.Cursor is null ? null : source,
            Cursor = batch.Cursor ?? 0,
        };
        var isNothing = versions.Count == 0 && batch.Cursor is null;
        var news = isNothing ? 0 : await _store.ApplyAsync(stored, cancellationToken).ConfigureAwait(false);
        _telemetry.Indexed(batch.Events.Count);
        return news;
    }

    // Not the URI: an event that is kept out may have none.
    [LoggerMessage(7001, LogLevel.Debug, "at://{Repo}/{Collection}/{RecordKey} is kept out: {Refusal}.")]
    private partial void LogRefused(Did repo, Nsid collection, RecordKey recordKey, RecordRefusal refusal);
}
