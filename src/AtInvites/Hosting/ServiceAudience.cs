using AtInvites.Syntax;
using Microsoft.Extensions.Options;

namespace AtInvites.Hosting;

/// <summary>Addresses service-auth tokens to the service's own DID, next to whatever audiences the host lists.</summary>
internal sealed class ServiceAudience(IEnumerable<IConfigureOptions<AtInvitesOptions>> settings)
{
    /// <summary>Reads the DID without validating the other settings, so that at start the faults of all options come up
    /// together.</summary>
    public void AddTo(IList<string> audiences)
    {
        var options = new AtInvitesOptions();
        foreach (var setting in settings) setting.Configure(options);
        if (Did.TryParse(options.ServiceDid, out var did) && !audiences.Contains(did.Value)) audiences.Add(did.Value);
    }
}
