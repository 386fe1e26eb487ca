using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Tokens;

namespace PdsHost.Sessions;

/// <summary>Answers an expired token with what makes the reference's client refresh it, whatever method it was sent to.</summary>
internal static class ExpiredTokens
{
    public static void UseExpiredTokens(this WebApplication app) => app.Use(async (context, next) =>
    {
        var result = await context.AuthenticateAsync(SessionSchemes.Access);
        if (result.Failure is SecurityTokenExpiredException)
            await XrpcFailure.Of(400, "ExpiredToken", "Token has expired").ExecuteAsync(context);
        else
            await next(context);
    });
}
