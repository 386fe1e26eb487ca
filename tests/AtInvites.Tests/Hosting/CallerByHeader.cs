using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Hosting;

/// <summary>A scheme of a host's own: the header X-Caller holds claims as <c>type=value;type=value</c>, a bare value is the
/// claim <c>sub</c>, and "refuse" is a credential that fails.</summary>
internal sealed class CallerByHeader(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Header = "X-Caller";
    public const string SchemeName = "ByHeader";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ } caller]) return Task.FromResult(AuthenticateResult.NoResult());
        if (caller == "refuse") return Task.FromResult(AuthenticateResult.Fail("refused"));
        var identity = new ClaimsIdentity(caller.Split(';').Select(Read), SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new(new(identity), SchemeName)));
    }

    private static Claim Read(string text) => text.Split('=') is [var type, var value] ? new(type, value) : new("sub", text);
}
