namespace AtInvites.Authentication;

/// <summary>The checks of a service-auth token that need neither network nor arithmetic. They come before both.</summary>
internal static class ServiceTokenRules
{
    private static readonly ServiceAuthFault Expired = new(ServiceAuthErrors.JwtExpired, "jwt expired");

    /// <summary>The first rule that <paramref name="token"/> breaks for a call of <paramref name="method"/>, or null.</summary>
    public static ServiceAuthFault? Check(ServiceToken token, string? method, ServiceAuthOptions options, DateTimeOffset now)
    {
        if (IsOfAnotherUse(token.Type)) return new(ServiceAuthErrors.BadJwtType, "the jwt is of a type made for another use");
        return CheckTime(token.Claims, options, now)
            ?? CheckTarget(token.Claims, method, options)
            ?? CheckForm(token);
    }

    /// <summary>The expiry alone, for a second look after waiting on the network.</summary>
    public static ServiceAuthFault? CheckExpiry(ServiceTokenClaims claims, ServiceAuthOptions options, DateTimeOffset now) =>
        now - options.ClockSkew >= claims.Expires ? Expired : null;

    private static ServiceAuthFault? CheckTime(ServiceTokenClaims claims, ServiceAuthOptions options, DateTimeOffset now)
    {
        if (CheckExpiry(claims, options, now) is { } expired) return expired;
        if (claims.NotBefore > now + options.ClockSkew || claims.IssuedAt > now + options.ClockSkew)
            return new(ServiceAuthErrors.JwtNotYetValid, "jwt is not valid yet");
        if (claims.Expires - (claims.IssuedAt ?? now) > options.MaxLifetime)
            return new(ServiceAuthErrors.BadJwtLifetime, $"jwt lives longer than {options.MaxLifetime.TotalSeconds:0} seconds");
        return null;
    }

    private static ServiceAuthFault? CheckTarget(ServiceTokenClaims claims, string? method, ServiceAuthOptions options)
    {
        if (!options.Audiences.Contains(claims.Audience))
            return new(ServiceAuthErrors.BadJwtAudience, "jwt audience does not match service did");
        if (claims.Method is null)
            return new(ServiceAuthErrors.BadJwtLexiconMethod, $"missing jwt lexicon method (\"lxm\"). must match: {method}");
        if (claims.Method != method)
            return new(ServiceAuthErrors.BadJwtLexiconMethod, $"bad jwt lexicon method (\"lxm\"). must match: {method}");
        return null;
    }

    private static ServiceAuthFault? CheckForm(ServiceToken token)
    {
        if (token.Claims.Id is "") return new(ServiceAuthErrors.BadJwt, "empty jwt id (\"jti\")");
        if (SigningCurve.FromAlgorithm(token.Algorithm) is not { } curve)
            return new(ServiceAuthErrors.BadJwtSignature, "jwt signature algorithm must be ES256K or ES256");
        if (!curve.IsWellFormed(token.Signature))
            return new(ServiceAuthErrors.BadJwtSignature, "jwt signature must be the 64 bytes of r and s");
        return null;
    }

    /// <summary>RFC 7515, section 4.1.9: a media type, whose case says nothing and whose <c>application/</c> may be left
    /// out.</summary>
    private static bool IsOfAnotherUse(ReadOnlySpan<char> type)
    {
        const string prefix = "application/";
        if (type.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) type = type[prefix.Length..];
        return type.Equals("at+jwt", StringComparison.OrdinalIgnoreCase)
            || type.Equals("refresh+jwt", StringComparison.OrdinalIgnoreCase)
            || type.Equals("dpop+jwt", StringComparison.OrdinalIgnoreCase);
    }
}
