namespace AtInvites.Tokens;

/// <summary>A new account code: its text, and what a store keeps of it.</summary>
/// <param name="Code">The text, for whoever asked for it.</param>
/// <param name="Hash">By what it is found.</param>
/// <param name="KeyId">Which key of the ring made the hash.</param>
/// <param name="Sealed">The text, sealed for the row with this hash.</param>
public readonly record struct MintedCode(InviteSecret Code, TokenHash Hash, string KeyId, ReadOnlyMemory<byte> Sealed);
