using System.Data;
using AtInvites.Stores.Sql;
using Npgsql;

namespace AtInvites.Stores.Postgres;

/// <summary>Stores in a PostgreSQL database (15 or newer), for any number of processes on any number of machines. Tables are made
/// in the first schema of the connection's <c>search_path</c>. What was answered is as durable as the server's
/// <c>synchronous_commit</c> says.</summary>
public static class PostgresStores
{
    /// <summary>A set over the database that <paramref name="connectionString"/> names, with connections of its own.</summary>
    public static StoreSet Create(string connectionString, PostgresStoreOptions? options = null)
    {
        options ??= new();
        options.Check();
        var source = new NpgsqlDataSourceBuilder(Complete(connectionString, options).ConnectionString).Build();
        var stores = Create(source, options);
        return stores with { Resources = new OwnedSource(stores.Resources!, source) };
    }

    /// <summary>A set over connections from <paramref name="source"/>, which stays the caller's to dispose. Its pool must have
    /// room for the connections of <paramref name="options"/>.</summary>
    public static StoreSet Create(NpgsqlDataSource source, PostgresStoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        options.Check();
        return SqlStores.Create(source, Dialect(options));
    }

    /// <summary>Checks a connection string and adds what the store wants where the host says nothing.</summary>
    internal static NpgsqlConnectionStringBuilder Complete(string connectionString, PostgresStoreOptions options)
    {
        var parsed = new NpgsqlConnectionStringBuilder(connectionString);
        if (string.IsNullOrEmpty(parsed.Host))
        {
            throw new ArgumentException(
                "AtInvites: the PostgreSQL store needs a connection string with a host (Host=db;Database=app;Username=app).",
                nameof(connectionString));
        }

        parsed.ApplicationName ??= "AtInvites";
        // A connection that a firewall forgot is found out before a caller does.
        if (!parsed.ShouldSerialize("Keepalive")) parsed.KeepAlive = 30;
        parsed.MaxPoolSize = Math.Max(parsed.MaxPoolSize, options.Writers + options.Readers);
        return parsed;
    }

    private static SqlDialect Dialect(PostgresStoreOptions options) => new()
    {
        Statements = PostgresStatements.Create(),
        TypeOf = PostgresStatements.TypeOf,
        // Every statement finds its rows by an index. A plan that was made while the tables were small must not read them whole
        // once they are not, and none of them gains from being compiled.
        OnOpen = "SET enable_seqscan = off; SET jit = off",
        // A page of a list is small beside the table that it is joined to, whatever the planner takes it for.
        OnOpenReader = "SET enable_hashjoin = off; SET enable_mergejoin = off",
        Migrations = PostgresMigrations.All,
        CreateSchemaTable = PostgresMigrations.CreateSchemaTable,
        FindSchemaTable = new("SELECT 1 WHERE to_regclass('atinvites_schema') IS NOT NULL"),
        // Each statement sees what was committed before it, and a lock on a row is followed by a look at what it is then.
        WriteIsolation = IsolationLevel.ReadCommitted,
        BeginSnapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        Writers = options.Writers,
        Readers = options.Readers,
    };

    /// <summary>Closes the sessions, then what they were opened from.</summary>
    private sealed class OwnedSource(IAsyncDisposable sessions, NpgsqlDataSource source) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await sessions.DisposeAsync().ConfigureAwait(false);
            await source.DisposeAsync().ConfigureAwait(false);
        }
    }
}
