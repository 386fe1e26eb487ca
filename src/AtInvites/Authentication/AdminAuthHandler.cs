using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>The scheme <see cref="AdminAuthDefaults.Scheme"/>. Other kinds of credentials are none of its business and left to
/// other schemes.</summary>
internal sealed class AdminAuthHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILogger<AdminAuthHandler> logger,
    UrlEncoder encoder,
    AdminPassword password)
    // The base class would write a line at Information for every refusal, and anybody can cause those.
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, NullLoggerFactory.Instance, encoder)
{
    /// <inheritdoc/>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Read());

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => RefusalBody.WriteAsync(
        Response, AdminAuthDefaults.Challenge, ServiceAuthErrors.AuthenticationRequired, AdminReader.Refused.Message);

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => HandleChallengeAsync(properties);

    private AuthenticateResult Read()
    {
        var headers = Request.Headers.Authorization;
        if (headers.Count == 0) return AuthenticateResult.NoResult();
        if (headers.Count > 1) return Refuse();
        if (BasicCredentials.Find(headers[0]) is not { } text) return AuthenticateResult.NoResult();

        using var credentials = BasicCredentials.Decode(text.Span);
        if (credentials is null || !password.Matches(credentials.User, credentials.Password)) return Refuse();
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, AdminAuthDefaults.User)], Scheme.Name);
        return AuthenticateResult.Success(new(new(identity), Scheme.Name));
    }

    private AuthenticateResult Refuse()
    {
        logger.AdminRefused();
        return AuthenticateResult.Fail("The administration's credentials were refused.");
    }
}
