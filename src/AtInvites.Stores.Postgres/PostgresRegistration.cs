using AtInvites.Hosting;
using Npgsql;

namespace AtInvites.Stores.Postgres;

/// <summary>Plugs the PostgreSQL store into a host.</summary>
public static class PostgresRegistration
{
    /// <summary>Keeps invites in the PostgreSQL database that <paramref name="connectionString"/> names; tables are made or
    /// brought up to date when the host starts. A connection string without a host is an
    /// <see cref="ArgumentException"/>.</summary>
    public static AtInvitesBuilder UsePostgres(
        this AtInvitesBuilder builder, string connectionString, Action<PostgresStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = Configured(configure);
        PostgresStores.Complete(connectionString, options);
        return builder.UseStores(_ => PostgresStores.Create(connectionString, options));
    }

    /// <summary>Keeps invites in a PostgreSQL database that the host opens by <paramref name="source"/>, which stays the host's
    /// to dispose.</summary>
    public static AtInvitesBuilder UsePostgres(
        this AtInvitesBuilder builder, NpgsqlDataSource source, Action<PostgresStoreOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var options = Configured(configure);
        return builder.UseStores(_ => PostgresStores.Create(source, options));
    }

    private static PostgresStoreOptions Configured(Action<PostgresStoreOptions>? configure)
    {
        var options = new PostgresStoreOptions();
        configure?.Invoke(options);
        options.Check();
        return options;
    }
}
