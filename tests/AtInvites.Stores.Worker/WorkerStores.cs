using AtInvites.Stores.Sqlite;

namespace AtInvites.Stores.Worker;

internal static class WorkerStores
{
    public static StoreSet Open(string store, string connection) => store switch
    {
        "sqlite" => SqliteStores.Create(connection),
        _ => throw new ArgumentException($"No such store: {store}."),
    };
}
