using System.Security.Cryptography;
using AtInvites.PostgresServer;
using Npgsql;

namespace AtInvites.Benchmarks.Growth;

/// <summary>A PostgreSQL server with its defaults, fsync included, but for a log that is long enough to fill a million rows: the
/// one of <c>ATINVITES_POSTGRES</c>, in which a database is made and dropped, or a private one.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly PrivatePostgres? _own;
    private readonly string _given;
    private readonly string _database = $"benchmark_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    private BenchmarkServer(PrivatePostgres? own, string given) => (_own, _given) = (own, given);

    public required string Version { get; init; }

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_given) { Database = _database }.ConnectionString;

    /// <summary>Null, with a word about it, where there is no server and none can be started.</summary>
    public static async Task<BenchmarkServer?> StartAsync()
    {
        var given = Environment.GetEnvironmentVariable("ATINVITES_POSTGRES");
        if (string.IsNullOrEmpty(given) && PostgresPrograms.Folder is null)
        {
            Console.WriteLine($"PostgreSQL is not measured. {PostgresPrograms.Missing}");
            return null;
        }

        var own = string.IsNullOrEmpty(given) ? await PrivatePostgres.StartAsync("max_wal_size=4GB") : null;
        await using var source = NpgsqlDataSource.Create(own?.ConnectionString ?? given!);
        await using var version = source.CreateCommand("SHOW server_version");
        var number = (string)(await version.ExecuteScalarAsync())!;
        var server = new BenchmarkServer(own, own?.ConnectionString ?? given!) { Version = number };
        await server.RunAsync("CREATE DATABASE");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_own is null) await RunAsync("DROP DATABASE");
        else await _own.DisposeAsync();
    }

    private async Task RunAsync(string verb)
    {
        await using var source = NpgsqlDataSource.Create(_given);
        await using var command = source.CreateCommand($"{verb} {_database}");
        await command.ExecuteNonQueryAsync();
    }
}
