using System.Security.Claims;
using PdsHost.Accounts;
using PdsHost.Sessions;

namespace PdsHost.Methods;

/// <summary><c>com.atproto.server.getSession</c>, called with an access token.</summary>
internal static class GetSession
{
    public static async Task<IResult> HandleAsync(
        ClaimsPrincipal caller, IAccounts accounts, CancellationToken cancellationToken) =>
        await accounts.FindAsync(caller.Did(), cancellationToken) switch
        {
            null => XrpcFailure.InvalidRequest("Could not find user info for account"),
            { IsTakenDown: true } => XrpcFailure.TakenDown(),
            var account => Results.Json(SessionView.Of(account)),
        };
}
