using AtInvites.Accounts;
using AtInvites.Authentication;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Hosting;

/// <summary>Account invite codes: on with a directory of the host's accounts, and then registered whole.</summary>
internal static class AccountFamily
{
    public static bool IsOn(IServiceProviderIsService services) => services.IsService(typeof(IAccountDirectory));

    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(CodeReserver))) return;
        services.AddDataProtection();
        // Its password may be a setting, without a call of the host's.
        services.AddAdminAuthentication();
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Accounts);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Codes);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Seats);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().AccountInvites);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Lineage);
        services.AddSingleton(provider => CodePrefix.Format(provider.GetRequiredService<AtInvitesOptions>()));
        services.AddSingleton<CodeSeal>();
        services.AddSingleton<CodeMint>();
        services.AddSingleton<CodeIssuer>();
        services.AddSingleton<CodeEarner>();
        services.AddSingleton<CodeReserver>();
        services.AddSingleton<CodeLister>();
        services.AddSingleton<CodeDisabler>();
        services.AddSingleton<CodeArchive>();
        services.AddSingleton<AccountInviteSwitch>();
        services.AddSingleton<InviteLineage>();
        services.AddSingleton<AccountInviteReader>();
        services.AddSingleton<InviteCodeGate>();
        foreach (var route in AccountRoutes.All) services.Add(route.Service);
    }
}
