namespace AtInvites.Authentication;

/// <summary>Names that a host's authentication set-up shares with AT Protocol service auth.</summary>
public static class ServiceAuthDefaults
{
    /// <summary>The authentication scheme that reads service-auth tokens from <c>Authorization: Bearer</c>.</summary>
    public const string Scheme = "AtInvites.ServiceAuth";

    /// <summary>Claim with the caller's DID, without the service fragment that the token's <c>iss</c> may carry.</summary>
    public const string SubjectClaim = "sub";

    /// <summary>Claim with the token's <c>iss</c> as sent: a DID, or a DID and a service fragment.</summary>
    public const string IssuerClaim = "iss";

    /// <summary>Claim with the audience that the token named, one of <see cref="ServiceAuthOptions.Audiences"/>.</summary>
    public const string AudienceClaim = "aud";

    /// <summary>Claim with the NSID of the one method that the token may call.</summary>
    public const string MethodClaim = "lxm";
}
