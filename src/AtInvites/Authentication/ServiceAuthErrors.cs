namespace AtInvites.Authentication;

/// <summary>XRPC error names of refused callers, every one answered with status 401. Where the reference server has a name for
/// the same refusal, it is that name.</summary>
public static class ServiceAuthErrors
{
    /// <summary>The request carries no credentials.</summary>
    public const string AuthMissing = "AuthMissing";

    /// <summary>The host's own scheme refused the caller, or its principal names no DID.</summary>
    public const string AuthenticationRequired = "AuthenticationRequired";

    /// <summary>The token is not a well-formed JWT with every claim that service auth requires.</summary>
    public const string BadJwt = "BadJwt";

    /// <summary>The token is of a type made for another use (<c>at+jwt</c>, <c>refresh+jwt</c>, <c>dpop+jwt</c>).</summary>
    public const string BadJwtType = "BadJwtType";

    /// <summary>The token is meant for another service.</summary>
    public const string BadJwtAudience = "BadJwtAudience";

    /// <summary>The token is bound to another method, or to none.</summary>
    public const string BadJwtLexiconMethod = "BadJwtLexiconMethod";

    /// <summary>The issuer is not a DID, or its document has no key to verify with.</summary>
    public const string BadJwtIss = "BadJwtIss";

    /// <summary>The signature is not one that the issuer's key made over this token.</summary>
    public const string BadJwtSignature = "BadJwtSignature";

    /// <summary>The token lives longer than <see cref="ServiceAuthOptions.MaxLifetime"/>.</summary>
    public const string BadJwtLifetime = "BadJwtLifetime";

    /// <summary>The token has expired.</summary>
    public const string JwtExpired = "JwtExpired";

    /// <summary>The token is not valid yet, or was issued in the future.</summary>
    public const string JwtNotYetValid = "JwtNotYetValid";

    /// <summary>The token has been used before.</summary>
    public const string NonceNotUnique = "NonceNotUnique";

    /// <summary>The server cannot remember more used tokens just now, so it takes none.</summary>
    public const string ReplayCacheFull = "ReplayCacheFull";

    /// <summary>The issuer's DID document could not be had.</summary>
    public const string DidResolutionFailed = "DidResolutionFailed";
}
