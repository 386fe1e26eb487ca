using AtInvites.Redemption;
using AtInvites.Tokens;

namespace AtInvites.Hosting;

/// <summary>The host name that account codes begin with.</summary>
internal static class CodePrefix
{
    private const string WebMethod = "did:web:";

    /// <summary>The one that is set, or that of a <c>did:web</c> without its port and path; null when neither says one.</summary>
    public static string? Hostname(AtInvitesOptions options)
    {
        if (options.Accounts.Hostname is { } set) return set;
        if (!options.ServiceDid.StartsWith(WebMethod, StringComparison.Ordinal)) return null;
        var host = Uri.UnescapeDataString(options.ServiceDid[WebMethod.Length..].Split(':')[0]).Split(':')[0];
        return AccountOptions.IsHostname(host) ? host : null;
    }

    /// <summary>For settings that were checked.</summary>
    public static CodeFormat Format(AtInvitesOptions options) => new(Hostname(options)!, options.Accounts.CodeGroups);
}
