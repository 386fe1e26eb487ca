using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Authentication;

/// <summary>Settings of AT Protocol service auth (atproto.com/specs/xrpc, "Inter-Service Authentication"). Checked at
/// start.</summary>
public sealed class ServiceAuthOptions : AuthenticationSchemeOptions
{
    /// <summary>What a token's <c>aud</c> may be, compared exactly: service DIDs, each with or without <c>#fragment</c>.
    /// At least one.</summary>
    public IList<string> Audiences { get; } = [];

    /// <summary>Longest life of a token, from <c>iat</c> (or from now, where it has none) to <c>exp</c>. Default 5 minutes;
    /// more than zero, at most 1 hour.</summary>
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far the issuer's clock may be off, either way. Default 30 seconds; zero to 5 minutes.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many used tokens are remembered at once, each until it expires. Default 100,000, at least 1. When full,
    /// tokens are refused until some expire.</summary>
    public int ReplayCacheSize { get; set; } = 100_000;

    /// <summary>How many of those one issuer may take up, at least 1. Default 10,000. Who has as many live tokens is refused
    /// until some expire, and nobody else is.</summary>
    public int ReplayCacheShare { get; set; } = 10_000;

    /// <summary>Whether ES256K is verified by libsecp256k1 where that is installed (Debian's libsecp256k1-1) and passes a
    /// self-test; the platform answers the same, slower. Default true.</summary>
    public bool UseNativeSecp256k1 { get; set; } = true;

    /// <summary>Names the method a request calls, which <c>lxm</c> must equal; null refuses the token. Default: the last
    /// segment of the request path, where that is an NSID.</summary>
    public Func<HttpContext, string?> Method { get; set; } = CalledMethod.FromPath;
}
