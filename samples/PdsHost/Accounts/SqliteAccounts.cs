using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.Data.Sqlite;

namespace PdsHost.Accounts;

/// <summary>Accounts in the file where the invites are, written in the store's turn, so that an account and the use of its code
/// are one transaction and nobody meets the file as busy.</summary>
internal sealed class SqliteAccounts(string connectionString, IStoreWriter writer) : IAccounts
{
    public async Task PrepareAsync(CancellationToken cancellationToken) => await ExecuteAsync(
        """
        CREATE TABLE IF NOT EXISTS pds_accounts (
          did TEXT NOT NULL PRIMARY KEY,
          handle TEXT NOT NULL UNIQUE,
          email TEXT NOT NULL UNIQUE,
          password_hash TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          taken_down INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID
        """,
        cancellationToken);

    public async Task<AddOutcome> AddAsync(Account account, InviteSeat seat, CancellationToken cancellationToken)
    {
        var outcome = AddOutcome.Added;
        await writer.RunAsync(
            async (transaction, token) =>
            {
                outcome = await InsertAsync((SqliteTransaction)transaction, account, token);
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
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = Command(
            connection,
            "SELECT did, handle, email, password_hash, created_at, taken_down FROM pds_accounts "
            + "WHERE did = $name OR handle = $name OR email = $name",
            ("$name", identifier));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken)) return null;
        return new()
        {
            Did = Did.Parse(row.GetString(0)),
            Handle = Handle.Parse(row.GetString(1)),
            Email = row.GetString(2),
            PasswordHash = row.GetString(3),
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            IsTakenDown = row.GetBoolean(5),
        };
    }

    public async Task<bool> SetTakenDownAsync(Did did, bool isTakenDown, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "UPDATE pds_accounts SET taken_down = $down WHERE did = $did", cancellationToken,
            ("$down", isTakenDown ? 1 : 0), ("$did", did.Value)) == 1;

    private static async Task<AddOutcome> InsertAsync(
        SqliteTransaction transaction, Account account, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction,
            "INSERT INTO pds_accounts (did, handle, email, password_hash, created_at) "
            + "VALUES ($did, $handle, $email, $hash, $created) ON CONFLICT DO NOTHING",
            ("$did", account.Did.Value), ("$handle", account.Handle.Value), ("$email", account.Email),
            ("$hash", account.PasswordHash), ("$created", account.CreatedAt.ToUnixTimeMilliseconds()));
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 1) return AddOutcome.Added;
        await using var look = Command(
            transaction, "SELECT count(*) FROM pds_accounts WHERE handle = $handle", ("$handle", account.Handle.Value));
        return await look.ExecuteScalarAsync(cancellationToken) is 1L ? AddOutcome.HandleTaken : AddOutcome.EmailTaken;
    }

    private async Task<int> ExecuteAsync(
        string text, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        var rows = 0;
        await writer.RunAsync(
            async (transaction, token) =>
            {
                await using var command = Command((SqliteTransaction)transaction, text, parameters);
                rows = await command.ExecuteNonQueryAsync(token);
                return true;
            },
            cancellationToken);
        return rows;
    }

    private static SqliteCommand Command(
        SqliteTransaction transaction, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = Command(transaction.Connection!, text, parameters);
        command.Transaction = transaction;
        return command;
    }

    private static SqliteCommand Command(
        SqliteConnection connection, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }
}
