using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;

namespace AtInvites.Benchmarks.Http;

/// <summary>The same endpoint over one transaction per request by ADO.NET, as careful as a user would write it: one writer whose
/// callers wait without blocking a thread, because a pool of connections would meet the others as busy and starve; statements
/// prepared once; the same durability.</summary>
internal sealed class AdoNetSide : BareSide
{
    private readonly SemaphoreSlim _turn = new(1);
    private SqliteConnection _connection = null!;
    private SqliteCommand _take = null!;
    private SqliteCommand _insert = null!;
    private SqliteCommand _read = null!;

    public override void Map(WebApplication app, string folder)
    {
        _connection = new($"Data Source={Path.Combine(folder, "ado-net.db")};Pooling=False");
        _connection.Open();
        Command("PRAGMA journal_mode = WAL").ExecuteNonQuery();
        Command("PRAGMA synchronous = FULL").ExecuteNonQuery();
        Command("CREATE TABLE invites (token BLOB PRIMARY KEY, space TEXT, perms TEXT, uses INTEGER, max_uses INTEGER)")
            .ExecuteNonQuery();
        Command("CREATE TABLE uses (token BLOB, account TEXT, used_at INTEGER, PRIMARY KEY (token, account))").ExecuteNonQuery();
        _take = Command("UPDATE invites SET uses = uses + 1 WHERE token = @token AND uses < max_uses", "@token");
        _insert = Command("INSERT INTO uses VALUES (@token, @account, @used_at)", "@token", "@account", "@used_at");
        _read = Command("SELECT space, perms FROM invites WHERE token = @token", "@token");
        base.Map(app, folder);
    }

    public override Task<string[]> MintAsync(IServiceProvider services, int count)
    {
        using var transaction = _connection.BeginTransaction();
        using var add = Command("INSERT INTO invites VALUES (@token, 'at://did:plc:owner/com.example.space/1', 'write', 0, 1)", "@token");
        add.Transaction = transaction;
        var tokens = new string[count];
        for (var n = 0; n < count; n++)
        {
            var secret = RandomNumberGenerator.GetBytes(32);
            tokens[n] = Base64Url.EncodeToString(secret);
            add.Parameters[0].Value = SHA256.HashData(secret);
            add.ExecuteNonQuery();
        }

        transaction.Commit();
        return Task.FromResult(tokens);
    }

    protected override async ValueTask<RedeemOutput?> RedeemAsync(string token, string caller)
    {
        var hash = SHA256.HashData(Base64Url.DecodeFromChars(token));
        await _turn.WaitAsync();
        try
        {
            return Redeem(hash, caller);
        }
        finally
        {
            _turn.Release();
        }
    }

    private RedeemOutput? Redeem(byte[] hash, string caller)
    {
        using var transaction = _connection.BeginTransaction();
        (_take.Transaction, _insert.Transaction, _read.Transaction) = (transaction, transaction, transaction);
        _take.Parameters[0].Value = hash;
        if (_take.ExecuteNonQuery() == 0) return null;
        _insert.Parameters[0].Value = hash;
        _insert.Parameters[1].Value = caller;
        _insert.Parameters[2].Value = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        _insert.ExecuteNonQuery();
        RedeemOutput output;
        _read.Parameters[0].Value = hash;
        using (var reader = _read.ExecuteReader())
        {
            reader.Read();
            output = new(reader.GetString(0), reader.GetString(1));
        }

        transaction.Commit();
        return output;
    }

    private SqliteCommand Command(string text, params string[] parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // The texts are the constants above.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new(name, null));
        return command;
    }
}
