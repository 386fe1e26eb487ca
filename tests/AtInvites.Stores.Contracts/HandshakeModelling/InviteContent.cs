namespace AtInvites.Stores.Contracts.HandshakeModelling;

/// <summary>What an invite record of a case says.</summary>
/// <param name="Offer">Its substance: 0 and 1 differ in the role, 2 shares something else, 3 invites somebody else.</param>
/// <param name="Expiry">When it expires, on the clock of the case; null means never.</param>
/// <param name="Resent">How often it was sent again.</param>
public readonly record struct InviteContent(int Offer, int? Expiry, int Resent);
