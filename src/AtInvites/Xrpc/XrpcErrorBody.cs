namespace AtInvites.Xrpc;

/// <summary>The body of every refusal.</summary>
internal sealed record XrpcErrorBody(string Error, string Message);
