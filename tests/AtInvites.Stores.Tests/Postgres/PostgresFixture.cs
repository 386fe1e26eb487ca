using System.Security.Cryptography;
using AtInvites.Stores.Contracts;
using AtInvites.Stores.Postgres;
using Npgsql;

namespace AtInvites.Stores.Tests.Postgres;

/// <summary>A schema of its own on a real server.</summary>
public sealed class PostgresFixture : IStoreFixture
{
    private readonly List<StoreSet> _opened = [];
    private string? _server;

    /// <summary>Also the name under which its sessions are known to the server.</summary>
    public string Schema { get; } = $"test_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    public bool IsDurable => true;

    public string? WorkerArguments => $"postgres\n{ConnectionString}";

    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server ?? "Host=127.0.0.1")
    {
        SearchPath = Schema,
        ApplicationName = Schema,
    }.ConnectionString;

    public async ValueTask<StoreSet> OpenAsync(CancellationToken cancellationToken)
    {
        var stores = await OpenUnmigratedAsync(cancellationToken);
        await stores.Schema.MigrateAsync(cancellationToken);
        return stores;
    }

    public async ValueTask<StoreSet> OpenUnmigratedAsync(CancellationToken cancellationToken)
    {
        if (_server is null)
        {
            _server = await TestServer.ConnectAsync();
            await RunAsync($"CREATE SCHEMA {Schema}");
        }

        var stores = PostgresStores.Create(ConnectionString);
        lock (_opened) _opened.Add(stores);
        return stores;
    }

    /// <summary>Runs a script in the schema.</summary>
    public async Task RunAsync(string script)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stores in _opened) await stores.DisposeAsync();
        if (_server is not null) await RunAsync($"DROP SCHEMA {Schema} CASCADE");
    }
}
