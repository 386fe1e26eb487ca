namespace AtInvites.Authentication;

/// <summary>A host has no address on the public internet.</summary>
internal sealed class ForbiddenAddressException() : IOException("The host has no address on the public internet.");
