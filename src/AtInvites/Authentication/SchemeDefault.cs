using Microsoft.AspNetCore.Authentication;

namespace AtInvites.Authentication;

/// <summary>Keeps the schemes of this layer from changing which scheme is a host's default.</summary>
internal static class SchemeDefault
{
    private const string None = "";

    /// <summary>ASP.NET Core takes a host's only scheme as its default, and would not any more beside one of ours; and it would
    /// take the administration's for every endpoint, where that is the only one.</summary>
    public static void Keep(AuthenticationOptions options)
    {
        const string Suppressed = "Microsoft.AspNetCore.Authentication.SuppressAutoDefaultScheme";
        if (options.DefaultScheme is not null || (AppContext.TryGetSwitch(Suppressed, out var isSet) && isSet)) return;
        var names = options.Schemes.Select(scheme => scheme.Name).Where(name => name != AdminAuthDefaults.Scheme).ToList();
        var hosts = names.Where(name => name != ServiceAuthDefaults.Scheme).ToList();
        if (hosts.Count == 1) options.DefaultScheme = hosts[0];
        else if (names.Count <= 1) options.DefaultScheme = names.Count == 1 ? names[0] : None;
    }
}
