using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace PdsHost.Sessions;

/// <summary>Answers an expired token with what makes the reference's client refresh it.</summary>
internal static class ExpiredTokens
{
    // The library's method for a session. The sample's own answer through SessionHandler; others take no session.
    private static readonly PathString OwnList = "/xrpc/com.atproto.server.getAccountInviteCodes";

    public static IResult Refusal => XrpcFailure.Of(400, "ExpiredToken", "Token has expired");

    public static bool IsExpired(this AuthenticateResult result) => result.Failure is SecurityTokenExpiredException;

    public static void UseExpiredTokens(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path == OwnList && (await context.AuthenticateAsync(SessionSchemes.Access)).IsExpired())
            await Refusal.ExecuteAsync(context);
        else
            await next(context);
    });
}
