namespace AtInvites.Records;

/// <summary>What came of writing a record.</summary>
public enum RecordWriteStatus
{
    /// <summary>The record stands.</summary>
    Written,

    /// <summary>The record stood already and says the same, or there was none to delete. Nothing was written.</summary>
    Unchanged,

    /// <summary>What was to be deleted is gone.</summary>
    Deleted,

    /// <summary>The PDS refused: see <see cref="RecordWriteOutcome.Error"/>.</summary>
    RepoRefused,

    /// <summary>The PDS wrote the record and names another CID than its content has, so it changed it. Look at what stands
    /// there.</summary>
    WrittenDifferently,

    /// <summary>The record would break its lexicon or a rule of the index. Nothing was sent.</summary>
    InvalidRecord,

    /// <summary>The subject is not the inviter's own, or names its author by a handle, which proves nothing.</summary>
    ForeignSubject,

    /// <summary>The expiry is not in the future.</summary>
    PastExpiry,

    /// <summary>The family has no place for what was asked, such as a role or a decline.</summary>
    NotInFamily,

    /// <summary>Under the record key that was asked for stands another record.</summary>
    KeyTaken,

    /// <summary>There is no such invite, or none that the index has seen yet.</summary>
    UnknownInvite,

    /// <summary>The invite is to somebody else.</summary>
    NotInvitee,

    /// <summary>The invite does not stand any more.</summary>
    Revoked,

    /// <summary>The invite expired.</summary>
    Expired,

    /// <summary>The invite was accepted in this very version, and a changed one would not be.</summary>
    AcceptedAsItIs,

    /// <summary>Sending again would change nothing: the family notes only an expiry, and none was given.</summary>
    NothingToChange,
}
