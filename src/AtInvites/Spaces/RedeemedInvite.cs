namespace AtInvites.Spaces;

/// <summary>Output of rsvp.atmo.space.invite.redeem.</summary>
internal sealed record RedeemedInvite(string SpaceUri, string Perms);
