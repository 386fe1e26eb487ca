using AtInvites.Syntax;
using Microsoft.AspNetCore.Authorization;
using System.Security.Claims;

namespace PdsHost.Sessions;

/// <summary>The two ways to call with a session.</summary>
internal static class SessionSchemes
{
    public const string Access = "SessionAccess";
    public const string Refresh = "SessionRefresh";

    public static void AddSessions(this IServiceCollection services)
    {
        services.AddSingleton<SessionTokens>();
        services.AddAuthorization().AddAuthentication()
            .AddScheme<SessionOptions, SessionHandler>(Access, options => options.TokenType = SessionTokens.AccessType)
            .AddScheme<SessionOptions, SessionHandler>(Refresh, options => options.TokenType = SessionTokens.RefreshType);
    }

    public static RouteHandlerBuilder RequireSession(this RouteHandlerBuilder endpoint, string scheme) =>
        endpoint.RequireAuthorization(new AuthorizeAttribute { AuthenticationSchemes = scheme });

    public static Did Did(this ClaimsPrincipal caller) => AtInvites.Syntax.Did.Parse(caller.FindFirst("sub")!.Value);
}
