namespace AtInvites.Stores;

/// <summary>What a member may do in a space (<c>rsvp.atmo.space.defs#memberView</c>);
/// a larger value includes the smaller.</summary>
public enum Perms
{
    /// <summary>May read.</summary>
    Read = 1,

    /// <summary>May read and write.</summary>
    Write = 2,
}
