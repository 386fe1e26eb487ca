using AtInvites.Records;
using Microsoft.Data.Sqlite;

namespace AtInvites.Benchmarks;

/// <summary>What a user would write first: the record as it came, one row by its URI, many rows in a transaction with the same
/// durability. It judges nothing, and whoever asks it something must.</summary>
internal sealed class HandWrittenIndex : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    public HandWrittenIndex(string file)
    {
        _connection = new($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
        Run("CREATE TABLE records (uri TEXT PRIMARY KEY, repo TEXT, collection TEXT, cid TEXT, seen_at INTEGER, record TEXT)");
        Run("CREATE INDEX records_repo ON records (repo, collection)");
    }

    public void Apply(List<RecordEvent> events, int batch)
    {
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT OR REPLACE INTO records VALUES (@uri, @repo, @collection, @cid, @seen_at, @record)";
        foreach (var name in (string[])["@uri", "@repo", "@collection", "@cid", "@seen_at", "@record"])
            insert.Parameters.Add(new(name, null));
        for (var at = 0; at < events.Count; at += batch)
        {
            using var transaction = _connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var told in events.GetRange(at, Math.Min(batch, events.Count - at)))
            {
                insert.Parameters[0].Value = told.Uri.Value;
                insert.Parameters[1].Value = told.Repo.Value;
                insert.Parameters[2].Value = told.Collection.Value;
                insert.Parameters[3].Value = told.Cid!.Value.Value;
                insert.Parameters[4].Value = told.Time.ToUnixTimeMilliseconds();
                insert.Parameters[5].Value = told.Record!.Value.GetRawText();
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Run(string text)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
