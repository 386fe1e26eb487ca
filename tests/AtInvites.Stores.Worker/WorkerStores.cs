using System.Data.Common;
using AtInvites.Stores.Sqlite;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Worker;

internal static class WorkerStores
{
    public static StoreSet Open(string store, string connection) => store switch
    {
        "sqlite" => SqliteStores.Create(connection),
        _ => throw new ArgumentException($"No such store: {store}."),
    };

    /// <summary>A connection of the host's own to the same database.</summary>
    public static DbConnection Connect(string store, string connection)
    {
        if (store != "sqlite") throw new ArgumentException($"No such store: {store}.");
        var own = new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        own.Open();
        return own;
    }
}
