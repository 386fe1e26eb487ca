namespace AtInvites.Redemption;

/// <summary>Why an invite was not minted.</summary>
public enum IssueFault
{
    /// <summary>It was.</summary>
    None,

    /// <summary>The request breaks a bound of the lexicon or of the host's policy; the message says which.</summary>
    Invalid,

    /// <summary>The space was deleted.</summary>
    SpaceDeleted,
}
