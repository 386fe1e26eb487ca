using System.Data.Common;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace PdsHost.Accounts;

/// <summary>Accounts in the database where the invites are, written in the store's turn, so that an account and the use of its
/// code are one transaction, and nobody meets a SQLite file as busy.</summary>
/// <param name="source">Reads them.</param>
/// <param name="writer">Writes them.</param>
/// <param name="beforeTables">What keeps processes that start at once from making the same table; empty for nothing.</param>
internal sealed class SqlAccounts(DbDataSource source, IStoreWriter writer, string beforeTables) : IAccounts, IAsyncDisposable
{
    public async Task PrepareAsync(CancellationToken cancellationToken) => await ExecuteAsync(
        $"""
        {beforeTables}
        CREATE TABLE IF NOT EXISTS pds_accounts (
          did TEXT NOT NULL PRIMARY KEY,
          handle TEXT NOT NULL UNIQUE,
          email TEXT NOT NULL UNIQUE,
          password_hash TEXT NOT NULL,
          created_at BIGINT NOT NULL,
          taken_down INTEGER NOT NULL DEFAULT 0
        )
        """,
        cancellationToken);

    public async Task<AddOutcome> AddAsync(Account account, InviteSeat seat, CancellationToken cancellationToken)
    {
        var outcome = AddOutcome.Added;
        await writer.RunAsync(
            async (transaction, token) =>
            {
                outcome = await InsertAsync(transaction, account, token);
                if (outcome != AddOutcome.Added) return false;
                if (await seat.CommitAsync(account.Did, transaction, token) != CommitStatus.NoSeat) return true;
                outcome = AddOutcome.CodeGone;
                return false;
            },
            cancellationToken);
        return outcome;
    }

    public Task<Account?> FindAsync(Did did, CancellationToken cancellationToken) => FindAsync(did.Value, cancellationToken);

    public async Task<Account?> FindAsync(string identifier, CancellationToken cancellationToken)
    {
        // PostgreSQL's text has no U+0000, and refuses it as a fault.
        if (identifier.Contains('\0', StringComparison.Ordinal)) return null;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(
            connection,
            "SELECT did, handle, email, password_hash, created_at, taken_down FROM pds_accounts "
            + "WHERE did = @name OR handle = @name OR email = @name",
            ("@name", identifier));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        return new()
        {
            Did = Did.Parse(row.GetString(0)),
            Handle = Handle.Parse(row.GetString(1)),
            Email = row.GetString(2),
            PasswordHash = row.GetString(3),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            IsTakenDown = row.GetInt32(5) != 0,
        };
    }

    public async Task<bool> SetTakenDownAsync(Did did, bool isTakenDown, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "UPDATE pds_accounts SET taken_down = @down WHERE did = @did", cancellationToken,
            ("@down", isTakenDown ? 1 : 0), ("@did", did.Value)) == 1;

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static async Task<AddOutcome> InsertAsync(
        DbTransaction transaction, Account account, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            "INSERT INTO pds_accounts (did, handle, email, password_hash, created_at) "
            + "VALUES (@did, @handle, @email, @hash, @created) ON CONFLICT DO NOTHING",
            ("@did", account.Did.Value), ("@handle", account.Handle.Value), ("@email", account.Email),
            ("@hash", account.PasswordHash), ("@created", account.CreatedAt.ToUnixTimeMilliseconds()));
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 1) return AddOutcome.Added;
        await using var look = Command(
            transaction, "SELECT count(*) FROM pds_accounts WHERE handle = @handle", ("@handle", account.Handle.Value));
        return await look.ExecuteScalarAsync(cancellationToken) is 1L ? AddOutcome.HandleTaken : AddOutcome.EmailTaken;
    }

    private async Task<int> ExecuteAsync(
        string text, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        var rows = 0;
        await writer.RunAsync(
            async (transaction, token) =>
            {
                await using var command = Command(transaction, text, parameters);
                rows = await command.ExecuteNonQueryAsync(token);
                return true;
            },
            cancellationToken);
        return rows;
    }

    private static DbCommand Command(
        DbTransaction transaction, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = Command(transaction.Connection!, text, parameters);
        command.Transaction = transaction;
        return command;
    }

    private static DbCommand Command(
        DbConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
