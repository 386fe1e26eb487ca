namespace AtInvites.Spaces;

/// <summary>Output of rsvp.atmo.space.invite.list; <paramref name="Cursor"/> is ours.</summary>
internal sealed record InviteList(IReadOnlyList<InviteView> Invites, string? Cursor);
