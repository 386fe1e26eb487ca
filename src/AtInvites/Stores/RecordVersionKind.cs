namespace AtInvites.Stores;

/// <summary>What a version of a record is worth. Stores keep the values.</summary>
public enum RecordVersionKind
{
    /// <summary>It breaks a rule: nothing of it is kept but that it stood there and ended what stood before.</summary>
    Refused,

    /// <summary>It invites.</summary>
    Invite,

    /// <summary>It answers an invite.</summary>
    Answer,

    /// <summary>The record was deleted.</summary>
    Deleted,
}
