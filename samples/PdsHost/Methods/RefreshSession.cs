using System.Security.Claims;
using PdsHost.Accounts;
using PdsHost.Sessions;

namespace PdsHost.Methods;

/// <summary><c>com.atproto.server.refreshSession</c>, called with a refresh token.</summary>
internal static class RefreshSession
{
    public static async Task<IResult> HandleAsync(
        ClaimsPrincipal caller, IAccounts accounts, SessionTokens tokens, CancellationToken cancellationToken) =>
        await accounts.FindAsync(caller.Did(), cancellationToken) switch
        {
            null => XrpcFailure.InvalidRequest("Could not find user info for account"),
            { IsTakenDown: true } => XrpcFailure.TakenDown(),
            var account => Results.Json(SessionView.Of(account, tokens)),
        };
}
