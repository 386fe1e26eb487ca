using System.Data.Common;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>The scheme <see cref="ServiceAuthDefaults.Scheme"/>. Other kinds of credentials are none of its business and left
/// to other schemes.</summary>
internal sealed class ServiceAuthHandler(
    IOptionsMonitor<ServiceAuthOptions> options,
    ILogger<ServiceAuthHandler> logger,
    UrlEncoder encoder)
    // The base class would write a line at Information for every token that is refused, and anybody can send those.
    : AuthenticationHandler<ServiceAuthOptions>(options, NullLoggerFactory.Instance, encoder)
{
    private const string Bearer = "Bearer";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var headers = Request.Headers.Authorization;
        if (headers.Count == 0) return AuthenticateResult.NoResult();
        if (headers.Count > 1) return Refuse(new(ServiceAuthErrors.BadJwt, "more than one Authorization header"));
        if (ReadBearer(headers[0]) is not { } token) return AuthenticateResult.NoResult();

        ServiceTokenVerdict verdict;
        try
        {
            // Made at the first token: as a host's default the scheme is asked at every request, and mostly there is none.
            var verifier = Context.RequestServices.GetRequiredService<ServiceTokenVerifier>();
            verdict = await verifier.VerifyAsync(token, Options.Method(Context), Options, Context.RequestAborted);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException)
        {
            return AuthenticateResult.Fail(fault);
        }

        if (!verdict.Accepted) return Refuse(verdict.Fault);
        logger.TokenAccepted(verdict.Caller.Value, verdict.Claims.Method);
        return AuthenticateResult.Success(new(Principal(verdict.Caller.Value, verdict.Claims), Scheme.Name));
    }

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        StoreFault.ThrowIf(failure);
        var refused = failure as ServiceAuthException;
        await RefusalBody.WriteAsync(
            Response, Bearer, refused?.Error ?? ServiceAuthErrors.AuthMissing, refused?.Message ?? "Authentication Required");
    }

    private static string? ReadBearer(string? header)
    {
        if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return null;
        if (header.Length == Bearer.Length) return "";
        return header[Bearer.Length] == ' ' ? header[(Bearer.Length + 1)..] : null;
    }

    private AuthenticateResult Refuse(ServiceAuthFault fault)
    {
        logger.TokenRefused(fault.Error);
        return AuthenticateResult.Fail(new ServiceAuthException(fault));
    }

    private ClaimsPrincipal Principal(string did, ServiceTokenClaims claims) => new(new ClaimsIdentity(
        [
            new(ServiceAuthDefaults.SubjectClaim, did),
            new(ServiceAuthDefaults.IssuerClaim, claims.Issuer),
            new(ServiceAuthDefaults.AudienceClaim, claims.Audience),
            new(ServiceAuthDefaults.MethodClaim, claims.Method!),
        ],
        Scheme.Name, ServiceAuthDefaults.SubjectClaim, roleType: null));
}
