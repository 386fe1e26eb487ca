using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Sqlite;

/// <summary>Opens a file that is there, outside any pool, so that nothing holds it when the connection is gone.</summary>
internal static class ReferenceConnection
{
    // As in SqliteStores: a trimmed host would be left without SQLite.
    [DynamicDependency("Init", "SQLitePCL.Batteries_V2", "SQLitePCLRaw.batteries_v2")]
    public static async Task<SqliteConnection> OpenAsync(string path, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = SqliteStores.BusySeconds,
        };
        var connection = new SqliteConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
        return connection;
    }
}
