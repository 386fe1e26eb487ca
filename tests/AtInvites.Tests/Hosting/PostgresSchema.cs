using System.Security.Cryptography;
using AtInvites.PostgresServer;
using Npgsql;

namespace AtInvites.Tests.Hosting;

/// <summary>A schema of its own on a real server: that of <c>ATINVITES_POSTGRES</c>, or one that this test run starts. Where
/// there is none the test is skipped, aloud, and fails under <c>ATINVITES_REQUIRE_ALL=1</c>.</summary>
internal sealed class PostgresSchema : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Private = new(StartAsync);

    private readonly string _name = $"test_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
    private readonly string _server;

    private PostgresSchema(string server) => _server = server;

    /// <summary>How a host finds it.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_server) { SearchPath = _name, Timeout = 5 }.ConnectionString;

    public static async Task<PostgresSchema> CreateAsync()
    {
        var given = Environment.GetEnvironmentVariable("ATINVITES_POSTGRES");
        if (string.IsNullOrEmpty(given) && PostgresPrograms.Folder is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("ATINVITES_REQUIRE_ALL") == "1", PostgresPrograms.Missing);
            Assert.Skip(PostgresPrograms.Missing);
        }

        var schema = new PostgresSchema(string.IsNullOrEmpty(given) ? await Private.Value : given);
        await schema.RunAsync($"CREATE SCHEMA {schema._name}");
        return schema;
    }

    /// <summary>Runs a script in the schema, and answers its first value.</summary>
    public async Task<object?> RunAsync(string script)
    {
        await using var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = script;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync() => await RunAsync($"DROP SCHEMA {_name} CASCADE");

    private static async Task<string> StartAsync()
    {
        // What a crash of the machine would lose is not what these tests are about.
        var server = await PrivatePostgres.StartAsync("fsync=off", "full_page_writes=off");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server.ConnectionString;
    }
}
