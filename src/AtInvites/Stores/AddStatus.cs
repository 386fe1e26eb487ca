namespace AtInvites.Stores;

/// <summary>How adding an invite ended.</summary>
public enum AddStatus
{
    /// <summary>It is stored.</summary>
    Added,

    /// <summary>The store knows the space as deleted; nothing was stored.</summary>
    SpaceDeleted,

    /// <summary>Another invite has this hash; nothing was stored.</summary>
    Duplicate,
}
