using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace PdsHost.Sessions;

/// <summary>Knows a caller by a session token of this PDS.</summary>
internal sealed class SessionHandler(
    IOptionsMonitor<SessionOptions> options, ILoggerFactory loggers, UrlEncoder encoder, SessionTokens tokens)
    : AuthenticationHandler<SessionOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        var token = await tokens.ReadAsync(header.Parameter, Options.TokenType);
        return token.IsValid
            ? AuthenticateResult.Success(new(new(token.ClaimsIdentity), Scheme.Name))
            : AuthenticateResult.Fail(token.Exception);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        var refusal = result.None ? XrpcFailure.Of(401, "AuthMissing", "Authentication Required")
            : result.IsExpired() ? ExpiredTokens.Refusal
            : XrpcFailure.Of(400, "InvalidToken", "Token could not be verified");
        await refusal.ExecuteAsync(Context);
    }
}
