using AtInvites.Redemption;
using AtInvites.Syntax;
using AtInvites.Tokens;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Sqlite;

/// <summary>Reads the two tables in one transaction, so that codes and uses fit each other while a PDS writes.</summary>
internal sealed class ReferenceCodeReader : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private ReferenceCodeReader(SqliteConnection connection) => _connection = connection;

    public static async Task<ReferenceCodeReader> OpenAsync(string path, CancellationToken cancellationToken) =>
        new(await ReferenceConnection.OpenAsync(path, SqliteOpenMode.ReadOnly, cancellationToken).ConfigureAwait(false));

    public async Task<IReadOnlyList<CodeRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var transaction = _connection.BeginTransaction(deferred: true);
        foreach (var table in (string[])[ReferenceTables.Code, ReferenceTables.Use]) CheckTable(table);
        var uses = await ReadUsesAsync(cancellationToken).ConfigureAwait(false);
        var codes = await ReadCodesAsync(uses, cancellationToken).ConfigureAwait(false);
        foreach (var orphans in uses.Values)
        {
            if (orphans.IsTaken) continue;
            throw new ReferenceRow(ReferenceTables.Use, orphans.FirstRow).Bad("code is in no row of invite_code");
        }

        return codes;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void CheckTable(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = $table";
        command.Parameters.AddWithValue("$table", table);
        if (command.ExecuteScalar() is not 1L)
            throw new InvalidDataException($"AtInvites: {_connection.DataSource} has no table {table}; it is no account.sqlite.");
    }

    private async Task<Dictionary<string, ReferenceUses>> ReadUsesAsync(CancellationToken cancellationToken)
    {
        var uses = new Dictionary<string, ReferenceUses>();
        await using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT rowid, code, usedBy, usedAt FROM {ReferenceTables.Use} ORDER BY rowid";
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var row = new ReferenceRow(ReferenceTables.Use, rows.GetInt64(0));
            var code = row.Text("code", rows.GetValue(1));
            if (!Did.TryParse(rows.GetValue(2) as string, out var account)) throw row.Bad("usedBy is not a DID");
            if (!uses.TryGetValue(code, out var list)) uses.Add(code, list = new(row.Id));
            var use = new CodeUse(account, row.Time("usedAt", rows.GetValue(3)));
            if (!list.TryAdd(use)) throw row.Bad("it says the same as another row");
        }

        return uses;
    }

    private async Task<List<CodeRecord>> ReadCodesAsync(
        Dictionary<string, ReferenceUses> uses, CancellationToken cancellationToken)
    {
        var codes = new List<CodeRecord>();
        var seen = new HashSet<string>();
        await using var command = _connection.CreateCommand();
        command.CommandText = "SELECT rowid, code, availableUses, disabled, forAccount, createdBy, createdAt "
            + $"FROM {ReferenceTables.Code} ORDER BY rowid";
        await using var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var row = new ReferenceRow(ReferenceTables.Code, rows.GetInt64(0));
            var code = row.Text("code", rows.GetValue(1));
            if (!seen.Add(code)) throw row.Bad("it has the code of another row");
            codes.Add(new()
            {
                Code = new InviteSecret(code),
                Available = row.Number("availableUses", rows.GetValue(2)),
                IsDisabled = row.Flag("disabled", rows.GetValue(3)),
                Owner = row.Owner("forAccount", rows.GetValue(4)),
                CreatedBy = row.Owner("createdBy", rows.GetValue(5)),
                CreatedAt = row.Time("createdAt", rows.GetValue(6)),
                Uses = uses.GetValueOrDefault(code)?.Take() ?? [],
            });
        }

        return codes;
    }
}
