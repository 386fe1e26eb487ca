using System.Buffers.Binary;
using System.Reflection;
using System.Security.Cryptography;
using AtInvites.PostgresServer;
using AtInvites.Stores;
using AtInvites.Stores.Postgres;
using AtInvites.Stores.Sql;
using AtInvites.Tokens;
using Npgsql;

namespace AtInvites.Benchmarks;

/// <summary>Redemption on PostgreSQL, durable: pgbench and plain Npgsql with the store's statement for one redemption, and the
/// store with one caller and with 64. On the server of <c>ATINVITES_POSTGRES</c>, or on one of its own.</summary>
internal sealed class PostgresDurability : IAsyncDisposable
{
    private const int Rounds = 3;
    private const int Alone = 2_000;
    private const int Each = 400;
    private const int HotEach = 40;
    private const int Together = PgBench.Clients * Each;
    private const string Schema = "atinvites_benchmark";

    private readonly string _folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
    private readonly NpgsqlDataSource _source;
    private readonly StoreSet _stores;
    private readonly PgBench _bench;
    private readonly SqlStatement _statement;
    private int _next;

    private PostgresDurability(string connectionString)
    {
        var complete = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = Schema }.ConnectionString;
        _source = NpgsqlDataSource.Create(complete);
        _stores = PostgresStores.Create(complete);
        // The statement itself, so that all sides run the same.
        _statement = (SqlStatement)typeof(PostgresStores).Assembly.GetType("AtInvites.Stores.Postgres.PostgresRedemption")!
            .GetProperty("One", BindingFlags.Static | BindingFlags.Public)!.GetValue(null)!;
        _bench = new(complete, _folder, _statement);
    }

    public static async Task RunAsync()
    {
        var given = Environment.GetEnvironmentVariable("ATINVITES_POSTGRES");
        await using var server = given is null ? await PrivatePostgres.StartAsync() : null;
        await using var own = new PostgresDurability(given ?? server!.ConnectionString);
        await own.RunAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE; CREATE SCHEMA {Schema}");
        await own._stores.Schema.MigrateAsync(default);
        await own.CompareAsync();
        await own.RunAsync($"DROP SCHEMA {Schema} CASCADE");
    }

    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        await _source.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task CompareAsync()
    {
        var bench = new DurableSide("distinct, pgbench, 64 clients", PgBench.Clients, Each, Nothing);
        var plain = new DurableSide("distinct, plain Npgsql, 1 caller", 1, Alone, PlainAsync);
        var one = new DurableSide("distinct, AtInvites, 1 caller", 1, Alone, () => StoreAsync(Alone, isHot: false));
        var many = new DurableSide("distinct, AtInvites, 64 callers", 64, Together, () => StoreAsync(Together, isHot: false));
        var hotBench = new DurableSide("one token, pgbench, 64 clients", PgBench.Clients, HotEach, Nothing);
        var hotMany = new DurableSide("one token, AtInvites, 64 callers", 64, Together, () => StoreAsync(Together, isHot: true));
        for (var round = 0; round <= Rounds; round++)
        {
            await BenchAsync(bench, Each, isHot: false, round);
            foreach (var side in (DurableSide[])[plain, one, many]) await side.RunAsync(isCounted: round > 0);
            await BenchAsync(hotBench, HotEach, isHot: true, round);
            await hotMany.RunAsync(isCounted: round > 0);
        }

        DurableSide.PrintHead();
        bench.Print();
        plain.Print();
        one.Print((plain, "plain Npgsql", 0.95));
        many.Print((bench, "pgbench", 3));
        hotBench.Print();
        hotMany.Print((hotBench, "pgbench", 40));
    }

    private static Task<Func<int, ValueTask>> Nothing() => throw new NotSupportedException("pgbench measures itself.");

    private async Task BenchAsync(DurableSide side, int each, bool isHot, int round)
    {
        var first = await MintAsync(PgBench.Clients * each, isHot);
        var perSecond = await _bench.RunAsync(each, first, isHot ? first + 1 : null);
        if (round > 0) side.Record(1e6 / perSecond, double.NaN, double.NaN, double.NaN);
    }

    private async Task<Func<int, ValueTask>> StoreAsync(int redemptions, bool isHot)
    {
        var first = await MintAsync(redemptions, isHot);
        return async i =>
        {
            var outcome = await _stores.Redemptions.RedeemAsync(
                Token(first + 1 + (isHot ? 0 : i)), Workload.Account(first + 1 + i), TimeProvider.System.GetUtcNow(),
                default);
            if (outcome.Status != RedeemStatus.Admitted) throw new InvalidOperationException($"{outcome.Status}");
        };
    }

    /// <summary>What a host without the library would send, on one connection.</summary>
    private async Task<Func<int, ValueTask>> PlainAsync()
    {
        var first = await MintAsync(Alone, isHot: false);
        var connection = await _source.OpenConnectionAsync();
#pragma warning disable CA2100 // The store's text.
        var command = new NpgsqlCommand(_statement.Text, connection);
#pragma warning restore CA2100
        command.Parameters.Add(new("@token", NpgsqlTypes.NpgsqlDbType.Bytea));
        command.Parameters.Add(new("@account", NpgsqlTypes.NpgsqlDbType.Text));
        command.Parameters.Add(new("@now", NpgsqlTypes.NpgsqlDbType.Bigint));
        await command.PrepareAsync();
        return async i =>
        {
            command.Parameters[0].Value = Token(first + 1 + i).ToArray();
            command.Parameters[1].Value = Workload.Account(first + 1 + i).Value;
            command.Parameters[2].Value = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await using var reader = await command.ExecuteReaderAsync();
            if (!await reader.ReadAsync() || reader.IsDBNull(9)) throw new InvalidOperationException("Not admitted.");
        };
    }

    /// <summary>Invites for so many redemptions; answers the number before the first.</summary>
    private async Task<int> MintAsync(int redemptions, bool isHot)
    {
        var first = _next;
        _next += redemptions;
        var last = isHot ? first + 1 : _next;
        await RunAsync($"""
            INSERT INTO atinvites_invites (token, key_id, space, perms, created_by, created_at, max_uses, uses)
            SELECT sha256(int8send(n)), 'sha256', '{Workload.Space}', 2, '{Workload.Owner}', 0, {(isHot ? "NULL" : "1")}, 0
            FROM generate_series({first + 1}, {last}) n;
            ANALYZE atinvites_invites; ANALYZE atinvites_uses; CHECKPOINT;
            """);
        return first;
    }

    private async Task RunAsync(string script)
    {
        await using var command = _source.CreateCommand(script);
        await command.ExecuteNonQueryAsync();
    }

    private static TokenHash Token(int number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return new(SHA256.HashData(bytes));
    }
}
