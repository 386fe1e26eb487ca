using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using AtInvites.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Sqlite;

/// <summary>Stores in one SQLite file (3.35 or newer): write-ahead log, <c>synchronous=FULL</c>, one writer a process. Several
/// processes on one machine may share the file.</summary>
public static class SqliteStores
{
    /// <summary>How long a verb waits for another process's write, in seconds, before it fails as busy. A host's connection
    /// string may say otherwise with <c>Default Timeout</c>.</summary>
    public const int BusySeconds = 5;

    // SQLite locks the file and no row. Who is going to write asks for that before it reads, also in a host's transaction that
    // began without the lock; a row written for it would double what a reservation adds to the log.
    private const string LockFile = "UPDATE atinvites_codes SET uses = uses WHERE code = @code AND 0";

    /// <summary>A set over the file that <paramref name="connectionString"/> names, made when it is missing; its folder must
    /// exist. A database in memory is an <see cref="ArgumentException"/>: its connections would not see each other.</summary>
    public static StoreSet Create(string connectionString)
    {
        var complete = Complete(connectionString);
        return SqlStores.Create(SqliteFactory.Instance.CreateDataSource(complete.ConnectionString), Dialect());
    }

    /// <summary>A set over connections to one SQLite file from <paramref name="source"/>,
    /// which stays the caller's to dispose.</summary>
    public static StoreSet Create(DbDataSource source) => SqlStores.Create(source, Dialect());

    /// <summary>Checks a connection string and adds what the store wants where the host says nothing.</summary>
    internal static SqliteConnectionStringBuilder Complete(string connectionString)
    {
        var parsed = new SqliteConnectionStringBuilder(connectionString);
        if (parsed.DataSource is "" or ":memory:" || parsed.Mode == SqliteOpenMode.Memory || IsMemoryUri(parsed.DataSource))
        {
            throw new ArgumentException(
                "AtInvites: the SQLite store needs a file (Data Source=invites.db); for a store in memory call UseInMemory().",
                nameof(connectionString));
        }

        if (!parsed.ShouldSerialize("Default Timeout")) parsed.DefaultTimeout = BusySeconds;
        // Sessions stay open in the store's own pool; a second pool below would keep the file open after it is disposed.
        parsed.Pooling = false;
        return parsed;
    }

    private static bool IsMemoryUri(string source) => source.StartsWith("file:", StringComparison.Ordinal)
        && (source.StartsWith("file::memory:", StringComparison.Ordinal)
            || source.Contains("mode=memory", StringComparison.Ordinal));

    /// <summary>Connections that are open read and write on in a file that was deleted, and all of it goes with them.</summary>
    private static void FindFile(DbConnection connection)
    {
        if (File.Exists(connection.DataSource)) return;
        throw new FileNotFoundException("AtInvites: the SQLite file is not where it was opened; put it back and restart.");
    }

    // Microsoft.Data.Sqlite finds the bundle by reflection, so that a trimmed host would be left without SQLite.
    [DynamicDependency("Init", "SQLitePCL.Batteries_V2", "SQLitePCLRaw.batteries_v2")]
    private static SqlDialect Dialect() => new()
    {
        Statements = new()
        {
            AddUses = SqliteRedemption.AddUses,
            CountAllUses = SqliteRedemption.CountAllUses,
            Codes = new() { LockCode = new(LockFile, "code") },
        },
        Migrations = SqliteMigrations.All,
        CreateSchemaTable = SqliteMigrations.CreateSchemaTable,
        FindSchemaTable = new("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'atinvites_schema'"),
        OnCheck = FindFile,
        // Microsoft.Data.Sqlite asks for the lock anew every 150 ms for as long as the command's timeout allows. SQLite's own
        // waiting sleeps whole seconds in builds without usleep, and would be added to it. The cache is 16 MB and not 2,
        // because a batch of records touches more pages than that, which would be written in its middle and read back.
        // A checkpoint holds the writer for tens of milliseconds. After 100 MB of log and not 4 it is met by one batch in
        // hundreds, and a page that many of them wrote is moved once.
        OnOpen = """
            PRAGMA busy_timeout = 0; PRAGMA synchronous = FULL; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 25000;
            """,
        // Stays with the file, and asking for it anew on every connection would take locks.
        OnMigrate = "PRAGMA journal_mode = WAL",
        // Microsoft.Data.Sqlite begins a serializable transaction with BEGIN IMMEDIATE: it holds the write lock from its first
        // statement and cannot fail as busy half-way.
        WriteIsolation = IsolationLevel.Serializable,
        Writers = 1,
        Readers = 4,
    };
}
