namespace AtInvites.Stores.Worker;

/// <summary>The boundaries at which a sign-up can stop, in their order.</summary>
internal enum SignUpStep
{
    Never,
    BeforeReserve,
    AfterReserve,

    /// <summary>The account's row is written, in a transaction that is open.</summary>
    AfterAccount,

    /// <summary>The use is written too, and the transaction still open.</summary>
    AfterUse,

    /// <summary>The transaction is over and nobody was told.</summary>
    BeforeAnswer,

    AfterAnswer,
}
