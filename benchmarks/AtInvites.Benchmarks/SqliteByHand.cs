using AtInvites.Stores.Sql;
using AtInvites.Tokens;
using Microsoft.Data.Sqlite;

namespace AtInvites.Benchmarks;

/// <summary>Redemptions by plain ADO.NET on one connection, over the store's tables and with its pragmas.</summary>
internal sealed class SqliteByHand : IDisposable
{
    private const string Admit = """
        UPDATE atinvites_invites SET uses = uses + 1,
        ends_at = CASE WHEN uses + 1 < max_uses OR ends_at <= @now THEN ends_at ELSE @now END
        WHERE token = @token AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
        AND (max_uses IS NULL OR uses < max_uses);
        """;

    private const string Write = """
        INSERT INTO atinvites_uses (token, account, space, perms, invited_by, used_at, pending)
        SELECT token, @account, space, perms, created_by, @now, 1 FROM atinvites_invites WHERE token = @token
        ON CONFLICT DO NOTHING;
        """;

    private const string Mint = """
        INSERT INTO atinvites_invites (token, key_id, space, perms, created_by, created_at, max_uses, uses)
        VALUES (@token, 'sha256', @space, 2, @owner, 0, @max_uses, 0)
        """;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _admit, _write, _add, _count;

    public SqliteByHand(string file)
    {
        _connection = new($"Data Source={file};Pooling=False");
        _connection.Open();
        Run("PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 25000;");
        var statements = new SqlStatements();
        _admit = Prepare(Admit, "token", "now");
        _write = Prepare(Write, "token", "account", "now");
        _add = Prepare(statements.AddUse.Text, "token", "account", "now", "taken");
        _count = Prepare(statements.CountUses.Text, "token", "now", "taken");
    }

    public void AddInvites(IEnumerable<TokenHash> tokens, int? maxUses)
    {
        using var transaction = _connection.BeginTransaction();
        using var mint = Prepare(Mint, "token", "space", "owner", "max_uses");
        foreach (var token in tokens)
        {
            Execute(
                mint, transaction, token.ToArray(), Workload.Space.Value, Workload.Owner.Value, (object?)maxUses ?? DBNull.Value);
        }

        transaction.Commit();
        Run("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    /// <summary>One transaction for one redemption.</summary>
    public void Redeem(TokenHash token, string account, long now)
    {
        using var transaction = _connection.BeginTransaction();
        if (Execute(_admit, transaction, token.ToArray(), now) != 1) throw new InvalidOperationException("Not admitted.");
        if (Execute(_write, transaction, token.ToArray(), account, now) != 1) throw new InvalidOperationException("Not written.");
        transaction.Commit();
    }

    /// <summary>One transaction for all, with the statements of the store: an insert for each redemption, and a count for each
    /// token.</summary>
    public void RedeemAll(IEnumerable<(TokenHash Token, string Account)> redemptions, long now)
    {
        using var transaction = _connection.BeginTransaction();
        var taken = new Dictionary<TokenHash, int>();
        foreach (var (token, account) in redemptions)
        {
            var before = taken.GetValueOrDefault(token);
            Bind(_add, transaction, token.ToArray(), account, now, before);
            using var reader = _add.ExecuteReader();
            if (!reader.Read()) throw new InvalidOperationException("Not admitted.");
            taken[token] = before + 1;
        }

        foreach (var (token, uses) in taken) Execute(_count, transaction, token.ToArray(), now, uses);
        transaction.Commit();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_admit, _write, _add, _count]) command.Dispose();
        _connection.Dispose();
    }

    private static int Execute(SqliteCommand command, SqliteTransaction transaction, params object[] values)
    {
        Bind(command, transaction, values);
        return command.ExecuteNonQuery();
    }

    private static void Bind(SqliteCommand command, SqliteTransaction transaction, params object[] values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
    }

    private SqliteCommand Prepare(string text, params string[] parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this program.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = $"@{name}" });
        return command;
    }

    private void Run(string script)
    {
        using var command = Prepare(script);
        command.ExecuteNonQuery();
    }
}
