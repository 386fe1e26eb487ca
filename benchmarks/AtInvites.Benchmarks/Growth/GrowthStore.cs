using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Postgres;
using AtInvites.Stores.Sqlite;
using AtInvites.Tokens;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AtInvites.Benchmarks.Growth;

/// <summary>A store that is filled by the million and measured as it grows.</summary>
[SuppressMessage("Security", "CA2100", Justification = "Texts are made of names of the tables' own and of random digits.")]
internal sealed class GrowthStore : IAsyncDisposable
{
    private readonly Func<IReadOnlyList<TokenHash>, Task> _fill;

    private NpgsqlDataSource? _source;

    private GrowthStore(string name, StoreSet stores, Func<GrowthStore, Func<IReadOnlyList<TokenHash>, Task>>? fill = null)
    {
        (Name, Workload) = (name, new(stores));
        _fill = fill?.Invoke(this) ?? AddAsync;
    }

    public string Name { get; }

    public Workload Workload { get; }

    /// <summary>Bytes on disk; null for a store in memory.</summary>
    public Func<long>? Size { get; private init; }

    public static GrowthStore InMemory() => new("in memory", InMemoryStores.Create());

    public static async Task<GrowthStore> SqliteAsync(string folder)
    {
        var file = Path.Combine(folder, $"{Path.GetRandomFileName()}.db");
        var stores = SqliteStores.Create($"Data Source={file}");
        await stores.Schema.MigrateAsync(default);
        return new("on SQLite", stores, store => hashes => store.CopyAsync(file, hashes))
        {
            Size = () =>
            {
                Checkpoint(file);
                return new FileInfo(file).Length;
            },
        };
    }

    /// <summary>A store in a schema of its own.</summary>
    public static async Task<GrowthStore> PostgresAsync(BenchmarkServer server)
    {
        var schema = $"growth_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { SearchPath = schema, MaxPoolSize = 100 });
        await using (var create = source.CreateCommand($"CREATE SCHEMA {schema}")) await create.ExecuteNonQueryAsync();
        var stores = PostgresStores.Create(source);
        await stores.Schema.MigrateAsync(default);
        return new("on PostgreSQL", stores, store => hashes => store.CopyAsync(source, hashes))
        {
            Size = () =>
            {
                using var size = source.CreateCommand("SELECT pg_total_relation_size('atinvites_invites')");
                return (long)size.ExecuteScalar()!;
            },
            _source = source,
        };
    }

    /// <summary>New invites of any number of uses.</summary>
    public async Task<string[]> MintAsync(int count)
    {
        var tokens = new string[count];
        var hashes = new TokenHash[count];
        for (var n = 0; n < count; n++)
        {
            hashes[n] = Workload.Mint.Create(out var secret);
            tokens[n] = secret.Reveal();
        }

        await _fill(hashes);
        return tokens;
    }

    public async ValueTask DisposeAsync()
    {
        await Workload.Stores.DisposeAsync();
        if (_source is not null) await _source.DisposeAsync();
    }

    private async Task AddAsync(IReadOnlyList<TokenHash> hashes)
    {
        var invite = Invite(hashes[0]);
        foreach (var hash in hashes) await Workload.Stores.Invites.AddAsync(invite with { Token = hash }, default);
    }

    private Invite Invite(TokenHash hash) => new()
    {
        Token = hash,
        KeyId = Workload.Mint.KeyId,
        Space = Workload.Space,
        Perms = Perms.Write,
        CreatedBy = Workload.Owner,
        CreatedAt = TimeProvider.System.GetUtcNow(),
        ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(30),
    };

    /// <summary>One invite by the store, the others as copies of its row in one transaction: a million transactions would take
    /// longer than all that is measured.</summary>
    private async Task CopyAsync(string file, IReadOnlyList<TokenHash> hashes)
    {
        await Workload.Stores.Invites.AddAsync(Invite(hashes[0]), default);
        if (hashes.Count == 1) return;
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var room = connection.CreateCommand();
        // Rows come in the order of their hashes, which is none: with two megabytes each would be a page to read and one to write.
        room.CommandText = "PRAGMA cache_size = -524288";
        await room.ExecuteNonQueryAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var copy = connection.CreateCommand();
        copy.CommandText = "SELECT group_concat(name) FROM pragma_table_info('atinvites_invites') WHERE name <> 'token'";
        var columns = (string)(await copy.ExecuteScalarAsync())!;
        copy.CommandText = $"INSERT INTO atinvites_invites (token, {columns}) "
            + $"SELECT @token, {columns} FROM atinvites_invites WHERE token = @first";
        copy.Parameters.AddWithValue("@token", Bytes(hashes[0]));
        copy.Parameters.AddWithValue("@first", Bytes(hashes[0]));
        foreach (var hash in hashes.Skip(1))
        {
            copy.Parameters[0].Value = Bytes(hash);
            await copy.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    /// <summary>What is in the log only takes no room of the file's yet.</summary>
    private static void Checkpoint(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        checkpoint.ExecuteNonQuery();
    }

    private async Task CopyAsync(NpgsqlDataSource source, IReadOnlyList<TokenHash> hashes)
    {
        await Workload.Stores.Invites.AddAsync(Invite(hashes[0]), default);
        await using var columns = source.CreateCommand(
            "SELECT string_agg(attname, ', ') FROM pg_attribute WHERE attrelid = 'atinvites_invites'::regclass AND attnum > 0 "
            + "AND NOT attisdropped AND attname <> 'token'");
        var names = (string)(await columns.ExecuteScalarAsync())!;
        await using var copy = source.CreateCommand(
            $"INSERT INTO atinvites_invites (token, {names}) SELECT more, {names} FROM atinvites_invites, unnest($2) AS more "
            + "WHERE token = $1");
        copy.CommandTimeout = 0;
        copy.Parameters.Add(new() { Value = Bytes(hashes[0]) });
        copy.Parameters.Add(new() { Value = hashes.Skip(1).Select(Bytes).ToArray() });
        if (hashes.Count > 1) await copy.ExecuteNonQueryAsync();
        await using var settle = source.CreateCommand("VACUUM ANALYZE atinvites_invites");
        settle.CommandTimeout = 0;
        if (hashes.Count > 1) await settle.ExecuteNonQueryAsync();
    }

    private static byte[] Bytes(TokenHash hash)
    {
        var bytes = new byte[TokenHash.Size];
        hash.CopyTo(bytes);
        return bytes;
    }
}
