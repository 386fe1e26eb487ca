namespace AtInvites.Spaces;

/// <summary>The DID of this service, which views of a space name.</summary>
internal sealed record ServiceIdentity(string Did);
