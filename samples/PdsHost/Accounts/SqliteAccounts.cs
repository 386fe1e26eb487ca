using System.Data;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.Data.Sqlite;

namespace PdsHost.Accounts;

/// <summary>Accounts in the file where the invites are, so that an account and the use of its code are one transaction.</summary>
internal sealed class SqliteAccounts(string connectionString) : IAccounts, IDisposable
{
    // SQLite has one writer; whoever waits here need not ask the file again and again.
    private readonly SemaphoreSlim _writer = new(1);

    public Task PrepareAsync(CancellationToken cancellationToken) => ExecuteAsync(
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
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            if (await InsertAsync(connection, account, cancellationToken) is { } taken) return taken;
            if (await seat.CommitAsync(account.Did, transaction, cancellationToken) == CommitStatus.NoSeat)
                return AddOutcome.CodeGone;
            await transaction.CommitAsync(cancellationToken);
            return AddOutcome.Added;
        }
        finally
        {
            _writer.Release();
        }
    }

    public Task<Account?> FindAsync(Did did, CancellationToken cancellationToken) => FindAsync(did.Value, cancellationToken);

    public async Task<Account?> FindAsync(string identifier, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
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

    public void Dispose() => _writer.Dispose();

    /// <summary>Null once the account is in; otherwise what somebody else has.</summary>
    private static async Task<AddOutcome?> InsertAsync(
        SqliteConnection connection, Account account, CancellationToken cancellationToken)
    {
        await using var command = Command(
            connection,
            "INSERT INTO pds_accounts (did, handle, email, password_hash, created_at) "
            + "VALUES ($did, $handle, $email, $hash, $created) ON CONFLICT DO NOTHING",
            ("$did", account.Did.Value), ("$handle", account.Handle.Value), ("$email", account.Email),
            ("$hash", account.PasswordHash), ("$created", account.CreatedAt.ToUnixTimeMilliseconds()));
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 1) return null;
        return await IsThereAsync(connection, account.Handle, cancellationToken) ? AddOutcome.HandleTaken : AddOutcome.EmailTaken;
    }

    private static async Task<bool> IsThereAsync(SqliteConnection connection, Handle handle, CancellationToken cancellationToken)
    {
        await using var command = Command(
            connection, "SELECT count(*) FROM pds_accounts WHERE handle = $handle", ("$handle", handle.Value));
        return await command.ExecuteScalarAsync(cancellationToken) is 1L;
    }

    private async Task<int> ExecuteAsync(
        string text, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            await using var connection = await OpenAsync(cancellationToken);
            await using var command = Command(connection, text, parameters);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _writer.Release();
        }
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = Command(connection, "PRAGMA synchronous = FULL");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
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
