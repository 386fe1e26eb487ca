namespace AtInvites.Spaces;

/// <summary>Output of rsvp.atmo.space.listMembers; <paramref name="Cursor"/> is ours.</summary>
internal sealed record MemberList(IReadOnlyList<MemberView> Members, string? Cursor);
