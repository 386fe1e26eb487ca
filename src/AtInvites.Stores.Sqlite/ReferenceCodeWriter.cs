using AtInvites.Redemption;
using AtInvites.Syntax;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Sqlite;

/// <summary>Writes the two tables into an empty file, in one transaction.</summary>
internal sealed class ReferenceCodeWriter : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private ReferenceCodeWriter(SqliteConnection connection) => _connection = connection;

    public static async Task<ReferenceCodeWriter> OpenAsync(string path, CancellationToken cancellationToken) =>
        new(await ReferenceConnection.OpenAsync(path, SqliteOpenMode.ReadWrite, cancellationToken).ConfigureAwait(false));

    public async Task<int> WriteAsync(IAsyncEnumerable<CodeRecord> codes, CancellationToken cancellationToken)
    {
        await using var transaction = _connection.BeginTransaction();
        await using var create = _connection.CreateCommand();
        create.CommandText = ReferenceTables.Create;
        await create.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);

        await using var insertCode = Prepare(
            ReferenceTables.InsertCode, "$code", "$availableUses", "$disabled", "$forAccount", "$createdBy", "$createdAt");
        await using var insertUse = Prepare(ReferenceTables.InsertUse, "$code", "$usedBy", "$usedAt");
        var count = 0;
        await foreach (var code in codes.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var text = code.Code.Reveal();
            Run(insertCode, text, code.Available, code.IsDisabled ? 1L : 0L, code.Owner.Value, code.CreatedBy.Value,
                Text(code.CreatedAt));
            // Oldest first: of two uses in one millisecond the rowid says which was later.
            foreach (var use in code.Uses.Reverse()) Run(insertUse, text, use.UsedBy.Value, Text(use.UsedAt));
            count++;
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return count;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private SqliteCommand Prepare(string text, params ReadOnlySpan<string> names)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (var name in names) command.Parameters.Add(new SqliteParameter(name, null));
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }

    private static string Text(DateTimeOffset time) => AtDatetime.From(time).Value;
}
