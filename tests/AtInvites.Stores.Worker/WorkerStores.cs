using System.Data.Common;
using AtInvites.Stores.Postgres;
using AtInvites.Stores.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AtInvites.Stores.Worker;

internal static class WorkerStores
{
    public static StoreSet Open(string store, string connection) => store switch
    {
        "sqlite" => SqliteStores.Create(connection),
        "postgres" => PostgresStores.Create(connection),
        _ => throw new ArgumentException($"No such store: {store}."),
    };

    /// <summary>A connection of the host's own to the same database.</summary>
    public static DbConnection Connect(string store, string connection)
    {
        DbConnection own = store switch
        {
            "sqlite" => new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ConnectionString),
            "postgres" => new NpgsqlConnection(connection),
            _ => throw new ArgumentException($"No such store: {store}."),
        };
        own.Open();
        return own;
    }
}
