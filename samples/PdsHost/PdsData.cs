using System.Security.Cryptography;
using AtInvites.Hosting;
using AtInvites.Stores;
using AtInvites.Stores.Postgres;
using AtInvites.Stores.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Npgsql;
using PdsHost.Accounts;
using PdsHost.Sessions;

namespace PdsHost;

/// <summary>Where accounts, invites and keys are kept.</summary>
internal static class PdsData
{
    /// <summary>In one SQLite file, with the keys beside it.</summary>
    public static AtInvitesBuilder KeepIn(this AtInvitesBuilder invites, DataFolder folder)
    {
        var file = $"Data Source={folder.MakeDatabase()}";
        invites.Services.AddSingleton<IAccounts>(services => new SqlAccounts(
            SqliteFactory.Instance.CreateDataSource(file), services.GetRequiredService<StoreSet>().Writer!, beforeTables: ""));
        return invites.KeepKeysIn(folder).UseSqlite(file);
    }

    /// <summary>In a PostgreSQL database, with the keys in a folder that every process of this PDS must see.</summary>
    public static AtInvitesBuilder KeepIn(this AtInvitesBuilder invites, string connectionString, DataFolder keys)
    {
        invites.Services.AddSingleton<IAccounts>(services => new SqlAccounts(
            NpgsqlDataSource.Create(connectionString), services.GetRequiredService<StoreSet>().Writer!,
            "SELECT pg_advisory_xact_lock(hashtextextended('pds_accounts', 0));"));
        return invites.KeepKeysIn(keys).UsePostgres(connectionString).ShareAcrossHosts();
    }

    /// <summary>In memory: all of it goes with the process.</summary>
    public static AtInvitesBuilder KeepInMemory(this AtInvitesBuilder invites)
    {
        var hashKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        invites.Services.AddSingleton<IAccounts, MemoryAccounts>();
        invites.Services.AddSingleton(_ => new SessionKey(RandomNumberGenerator.GetBytes(32)));
        invites.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        invites.Services.Configure<AtInvitesOptions>(options => options.Tokens.HashKey ??= hashKey);
        return invites.UseInMemory();
    }

    private static AtInvitesBuilder KeepKeysIn(this AtInvitesBuilder invites, DataFolder folder)
    {
        invites.Services.AddSingleton(_ => new SessionKey(folder.ReadSessionKey()));
        invites.Services.AddDataProtection().SetApplicationName("PdsHost").PersistKeysToFileSystem(folder.SealKeys);
        invites.Services.Configure<AtInvitesOptions>(options => options.Tokens.HashKeyFile ??= folder.HashKey);
        return invites;
    }
}
