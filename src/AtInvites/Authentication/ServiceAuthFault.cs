namespace AtInvites.Authentication;

/// <summary>An XRPC error name and a message fit for the caller.</summary>
internal sealed record ServiceAuthFault(string Error, string Message);
