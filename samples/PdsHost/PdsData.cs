using System.Security.Cryptography;
using AtInvites.Hosting;
using AtInvites.Stores;
using AtInvites.Stores.Sqlite;
using Microsoft.AspNetCore.DataProtection;
using PdsHost.Accounts;
using PdsHost.Sessions;

namespace PdsHost;

/// <summary>Where accounts, invites and keys are kept.</summary>
internal static class PdsData
{
    /// <summary>In one SQLite file, with the keys beside it.</summary>
    public static AtInvitesBuilder KeepIn(this AtInvitesBuilder invites, DataFolder folder)
    {
        var file = $"Data Source={folder.Database}";
        invites.Services.AddSingleton<IAccounts>(
            services => new SqliteAccounts(file, services.GetRequiredService<StoreSet>().Writer!));
        invites.Services.AddSingleton(_ => new SessionKey(folder.ReadSessionKey()));
        invites.Services.AddDataProtection().SetApplicationName("PdsHost").PersistKeysToFileSystem(folder.SealKeys);
        invites.Services.Configure<AtInvitesOptions>(options => options.Tokens.HashKeyFile ??= folder.HashKey);
        return invites.UseSqlite(file);
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
}
