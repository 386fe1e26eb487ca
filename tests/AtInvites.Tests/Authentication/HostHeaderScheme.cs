using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Authentication;

/// <summary>A host's own scheme: the header <c>X-Claims</c> holds claims as <c>type=value</c>, or <c>bad</c>.</summary>
internal sealed class HostHeaderScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "Host";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers["X-Claims"].ToString();
        if (header.Length == 0) return Task.FromResult(AuthenticateResult.NoResult());
        if (header == "bad") return Task.FromResult(AuthenticateResult.Fail("the reason is the host's own"));
        var claims = header.Split(';').Select(claim => new Claim(claim.Split('=')[0], claim.Split('=')[1]));
        return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, Name)), Name)));
    }
}
