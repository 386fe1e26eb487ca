namespace AtInvites.Authentication;

/// <summary>Why a service-auth token was refused, as the failure of an authentication result. It is handed back, never thrown,
/// and holds nothing of the token.</summary>
public sealed class ServiceAuthException : Exception
{
    internal ServiceAuthException(ServiceAuthFault fault) : base(fault.Message) => Error = fault.Error;

    /// <summary>The XRPC error name, one of <see cref="ServiceAuthErrors"/>.</summary>
    public string Error { get; }
}
