namespace AtInvites.Xrpc;

/// <summary>Who may call a method.</summary>
internal enum XrpcAccess
{
    /// <summary>Any account that is known.</summary>
    Account,

    /// <summary>The service's administration.</summary>
    Admin,
}
