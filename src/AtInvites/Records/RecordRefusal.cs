namespace AtInvites.Records;

/// <summary>Why a record is kept out.</summary>
internal enum RecordRefusal
{
    None,

    /// <summary>It belongs to no family.</summary>
    UnknownCollection,

    /// <summary>The event does not say what happened to which record, or the account's DID is too long. Nothing is
    /// stored.</summary>
    BrokenEvent,

    /// <summary>Its key is not of the kind that its lexicon asks for.</summary>
    WrongKey,

    /// <summary>It breaks its lexicon, or is not there at all.</summary>
    BrokenLexicon,

    /// <summary>It has what the data model does not, or its CID is another's.</summary>
    WrongCid,

    /// <summary>The subject is no record of the inviter's, or is named by a handle, which proves nothing.</summary>
    ForeignSubject,

    /// <summary>It answers something that is no invite of its family, or whose inviter is named by a handle or by too long a
    /// DID.</summary>
    NoInvite,

    /// <summary>Its word for yes or no is neither.</summary>
    UnknownStatus,

    /// <summary>Its role, its message or the DID that it invites is longer than an index that anybody may write to will
    /// keep.</summary>
    LongWords,

    /// <summary>It claims to be from the future.</summary>
    Future,
}
