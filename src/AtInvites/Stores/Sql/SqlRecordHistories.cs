using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>Histories of the records that one batch is about: each read once, and written once where it changed.</summary>
internal sealed class SqlRecordHistories(SqlSession session, SqlRecordStatements statements)
{
    private readonly Dictionary<AtUri, RecordHistory> _before = [];
    private readonly Dictionary<AtUri, RecordHistory> _after = [];

    /// <summary>A record that was loaded, with what was added.</summary>
    public RecordHistory this[AtUri record] => _after.GetValueOrDefault(record) ?? _before[record];

    /// <summary>What changed. In order of the URIs, so that neighbours are written together.</summary>
    public IEnumerable<(RecordHistory Before, RecordHistory After)> Changes =>
        _after.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal)
            .Select(entry => (_before[entry.Key], entry.Value));

    /// <summary>Reads those that were not read yet.</summary>
    public async ValueTask LoadAsync(IEnumerable<AtUri> records, CancellationToken cancellationToken)
    {
        foreach (var chunk in records.Where(record => _before.TryAdd(record, RecordHistory.Empty))
            .Chunk(SqlRecordStatements.Batch))
        {
            var values = new object?[SqlRecordStatements.Batch];
            for (var i = 0; i < values.Length; i++) values[i] = chunk[Math.Min(i, chunk.Length - 1)].Value;
            var versions = await session.ListAsync(
                statements.ListVersions, SqlRecordRows.ReadVersion, cancellationToken, values).ConfigureAwait(false);
            foreach (var record in versions.GroupBy(version => version.Uri)) _before[record.Key] = RecordHistory.Of(record);
        }
    }

    /// <summary>False for a version of a loaded record that tells nothing new.</summary>
    public bool Add(RecordVersion version)
    {
        var known = this[version.Uri];
        var history = known.Add(version);
        if (history == known) return false;
        _after[version.Uri] = history;
        return true;
    }

    public async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var (before, after) in Changes)
        {
            if (before == RecordHistory.Empty)
            {
                await session.ExecuteAsync(statements.AddRecord, cancellationToken, after.Versions[0].Uri.Value)
                    .ConfigureAwait(false);
            }

            foreach (var version in before.Versions)
            {
                if (after.Versions.Any(kept => kept.CompareTo(version) == 0)) continue;
                await session.ExecuteAsync(statements.DeleteVersion, cancellationToken, SqlRecordRows.Key(version))
                    .ConfigureAwait(false);
            }

            foreach (var version in after.Versions)
            {
                if (before.Versions.Contains(version)) continue;
                await session.ExecuteAsync(statements.PutVersion, cancellationToken, SqlRecordRows.Values(version))
                    .ConfigureAwait(false);
            }
        }
    }
}
