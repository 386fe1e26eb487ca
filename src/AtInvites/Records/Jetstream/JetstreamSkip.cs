namespace AtInvites.Records.Jetstream;

/// <summary>Why a message tells nothing.</summary>
internal enum JetstreamSkip
{
    None,

    /// <summary>It is binary; Jetstream sends text unless asked for compression.</summary>
    Binary,

    /// <summary>It is over the size that is read; its record is unknown, and stands in the place of what was known.</summary>
    TooLarge,

    /// <summary>Its text is not UTF-8 or its framing is broken, which also ends the connection (RFC 6455, section 8.1).</summary>
    BrokenFrame,

    /// <summary>It is not JSON.</summary>
    BrokenJson,

    /// <summary>Something is missing or of a wrong type.</summary>
    WrongShape,

    /// <summary>It is no commit, identity or account.</summary>
    UnknownKind,

    /// <summary>The commit is no create, update or delete.</summary>
    UnknownOperation,

    /// <summary>Its DID, collection, record key, revision or CID breaks its format.</summary>
    WrongFormat,

    /// <summary>Its time is further ahead than a clock may be.</summary>
    Future,
}
