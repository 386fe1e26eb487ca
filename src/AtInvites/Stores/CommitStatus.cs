namespace AtInvites.Stores;

/// <summary>How a commit ended.</summary>
public enum CommitStatus
{
    /// <summary>The use was taken for the account.</summary>
    Committed,

    /// <summary>The account used this code before; nothing more was taken, and the seat, if there was one, is free.</summary>
    AlreadyCommitted,

    /// <summary>The holder has no seat: its lease ended, it was released, or it was committed for another account.</summary>
    NoSeat,
}
