namespace AtInvites.Spaces;

/// <summary>Output of rsvp.atmo.space.listSpaces.</summary>
internal sealed record SpaceList(IReadOnlyList<SpaceView> Spaces, string? Cursor);
