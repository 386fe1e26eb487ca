using System.Data.Common;
using AtInvites.Hosting;

namespace AtInvites.Stores.Sqlite;

/// <summary>Plugs the SQLite store into a host.</summary>
public static class SqliteRegistration
{
    /// <summary>Keeps invites in the file that <paramref name="connectionString"/> names, made when it is missing; its folder
    /// must exist. A database in memory is an <see cref="ArgumentException"/>.</summary>
    public static AtInvitesBuilder UseSqlite(this AtInvitesBuilder builder, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(builder);
        SqliteStores.Complete(connectionString);
        return builder.UseStores(_ => SqliteStores.Create(connectionString));
    }

    /// <summary>Keeps invites in a SQLite file that the host opens by <paramref name="source"/>, which stays the host's to
    /// dispose.</summary>
    public static AtInvitesBuilder UseSqlite(this AtInvitesBuilder builder, DbDataSource source)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder.UseStores(_ => SqliteStores.Create(source));
    }
}
