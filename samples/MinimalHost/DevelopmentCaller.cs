using AtInvites.Hosting;
using Microsoft.AspNetCore.Authentication;

namespace MinimalHost;

/// <summary>Joins the header X-Dev-Did to the host.</summary>
internal static class DevelopmentCaller
{
    private const string Scheme = "DevelopmentCaller";

    /// <summary>Asks the header after whatever schemes were added before. For Development only.</summary>
    public static AtInvitesBuilder AddDevelopmentCaller(this AtInvitesBuilder invites)
    {
        invites.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, DevelopmentCallerHandler>(Scheme, null);
        return invites.AddCallerScheme(Scheme);
    }
}
