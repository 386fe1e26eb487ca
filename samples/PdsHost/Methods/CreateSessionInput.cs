namespace PdsHost.Methods;

/// <summary>A DID, a handle or an email, and the password.</summary>
internal sealed record CreateSessionInput(string? Identifier, string? Password);
