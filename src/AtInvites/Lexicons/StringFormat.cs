namespace AtInvites.Lexicons;

/// <summary>The string formats of the lexicon language.</summary>
internal enum StringFormat
{
    None,
    AtIdentifier,
    AtUri,
    Cid,
    Datetime,
    Did,
    Handle,
    Language,
    Nsid,
    RecordKey,
    Tid,
    Uri,
}
