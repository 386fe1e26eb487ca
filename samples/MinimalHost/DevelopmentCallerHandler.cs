using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace MinimalHost;

/// <summary>Lets the header X-Dev-Did name the caller, so that curl works without a token. Added in Development only, and it
/// answers to loopback only. A Bearer token is asked first.</summary>
internal sealed class DevelopmentCallerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var isLocal = Context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
        if (!isLocal || Request.Headers["X-Dev-Did"] is not [{ } did]) return Task.FromResult(AuthenticateResult.NoResult());
        var identity = new ClaimsIdentity([new("sub", did)], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new(new(identity), Scheme.Name)));
    }
}
