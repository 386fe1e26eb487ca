namespace AtInvites.Spaces;

/// <summary>Output of rsvp.atmo.space.getSpace and admin.createSpace.</summary>
internal sealed record SpaceResult(SpaceView Space);
