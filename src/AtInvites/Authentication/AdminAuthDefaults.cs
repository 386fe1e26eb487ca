namespace AtInvites.Authentication;

/// <summary>Names that a host's set-up shares with the service's administration.</summary>
public static class AdminAuthDefaults
{
    /// <summary>The authentication scheme that reads <c>Authorization: Basic</c> (RFC 7617), user <c>admin</c>. It is never the
    /// host's default scheme, and it finds credentials only; it admits nobody while there is no
    /// <see cref="AdminOptions.Password"/>.</summary>
    public const string Scheme = "AtInvites.Admin";

    /// <summary>The authorization policy that asks for that scheme, for admin endpoints of the host's own:
    /// <c>.RequireAuthorization(AdminAuthDefaults.Policy)</c>. Whom it refuses is answered 401.</summary>
    public const string Policy = "AtInvites.Admin";

    internal const string User = "admin";

    internal const string Challenge = "Basic realm=\"AtInvites\", charset=\"UTF-8\"";
}
