using AtInvites.Syntax;
using Microsoft.Extensions.Logging;

namespace AtInvites.Authentication;

/// <summary>Decides on a service-auth token: its form and claims, then its issuer's key, then its signature, and last its
/// single use, so that a token nobody signed costs no look-up and spends nothing.</summary>
internal sealed class ServiceTokenVerifier(
    IDidResolver resolver,
    ISignatureKeyFactory keys,
    IReplayCache replays,
    TimeProvider clock,
    ILogger<ServiceTokenVerifier> logger)
{
    private static readonly ServiceAuthFault BadSignature =
        new(ServiceAuthErrors.BadJwtSignature, "jwt signature does not match jwt issuer");

    /// <summary>Checks <paramref name="text"/> for a call of <paramref name="method"/> and, where all is well, uses it
    /// up.</summary>
    public async ValueTask<ServiceTokenVerdict> VerifyAsync(
        string text, string? method, ServiceAuthOptions options, CancellationToken cancellationToken)
    {
        if (ServiceToken.Read(text) is not { } token)
            return ServiceTokenVerdict.Refuse(ServiceAuthErrors.BadJwt, "poorly formatted jwt");
        if (ServiceTokenRules.Check(token, method, options, clock.GetUtcNow()) is { } broken)
            return ServiceTokenVerdict.Refuse(broken);
        if (!token.Claims.TryReadIssuer(out var did, out var fragment))
            return ServiceTokenVerdict.Refuse(ServiceAuthErrors.BadJwtIss, "jwt iss is not a valid did");
        if (await CheckSignatureAsync(token, did, fragment, cancellationToken) is { } unsigned)
            return ServiceTokenVerdict.Refuse(unsigned);
        if (ServiceTokenRules.CheckExpiry(token.Claims, options, clock.GetUtcNow()) is { } late)
            return ServiceTokenVerdict.Refuse(late);
        return await UseAsync(token, did, options, cancellationToken);
    }

    private async ValueTask<ServiceAuthFault?> CheckSignatureAsync(
        ServiceToken token, Did did, string fragment, CancellationToken cancellationToken)
    {
        var known = await resolver.ResolveAsync(did, refresh: false, cancellationToken);
        if (known.Document is null) return new(ServiceAuthErrors.DidResolutionFailed, "could not resolve jwt issuer");
        var fault = CheckSignature(token, known.Document, fragment);
        if (fault is null) return null;

        // The key may have been replaced since the document was remembered.
        var fresh = await resolver.ResolveAsync(did, refresh: true, cancellationToken);
        if (fresh.Document is null || ReferenceEquals(fresh.Document, known.Document)) return fault;
        fault = CheckSignature(token, fresh.Document, fragment);
        if (fault is null) logger.KeyReplaced(did.Value);
        return fault;
    }

    private ServiceAuthFault? CheckSignature(ServiceToken token, DidDocument document, string fragment)
    {
        if (document.FindKey(fragment, keys) is not { } key)
            return new(ServiceAuthErrors.BadJwtIss, $"jwt issuer has no usable key #{fragment}");
        // The key decides the curve and the token has to agree, never the other way round.
        return key.Curve.Algorithm == token.Algorithm && key.Verify(token.Hash, token.Signature) ? null : BadSignature;
    }

    private async ValueTask<ServiceTokenVerdict> UseAsync(
        ServiceToken token, Did did, ServiceAuthOptions options, CancellationToken cancellationToken)
    {
        var claims = token.Claims;
        var until = claims.Expires + options.ClockSkew;
        return await replays.UseAsync(did.Value, token.UseId, until, cancellationToken) switch
        {
            ReplayOutcome.FirstUse => new(did, claims, null),
            ReplayOutcome.Used => ServiceTokenVerdict.Refuse(ServiceAuthErrors.NonceNotUnique, "jwt has been used before"),
            _ => ServiceTokenVerdict.Refuse(
                ServiceAuthErrors.ReplayCacheFull, "the server cannot take more service auth tokens now; try again later"),
        };
    }
}
