namespace AtInvites.Spaces;

/// <summary>Output of rsvp.atmo.space.invite.create.</summary>
internal sealed record CreatedInvite(string Token, InviteView Invite);
