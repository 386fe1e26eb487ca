namespace AtInvites.Stores.Contracts.SignUps;

/// <summary>Where a sign-up breaks off, in the order of its steps.</summary>
public enum SignUpFault
{
    None,

    /// <summary>The reservation never reaches the store.</summary>
    BeforeReserve,

    /// <summary>The store reserves, and its answer is lost; the host gives up.</summary>
    ReserveAnswerLost,

    /// <summary>As the last one, but the host asks again as the same holder.</summary>
    ReserveAnswerLostOnce,

    /// <summary>The host fails with the seat in its hand.</summary>
    AfterReserve,

    /// <summary>The host fails when the account is made; it unmakes it.</summary>
    AfterAccount,

    /// <summary>The commit never reaches the store; the host, which cannot know, asks again.</summary>
    BeforeCommit,

    /// <summary>The store commits, and its answer is lost; the host asks again.</summary>
    CommitAnswerLost,

    /// <summary>The host fails before it answers.</summary>
    AfterCommit,
}
