namespace AtInvites.Stores;

/// <summary>What a code answers to whoever wants to use it. <see cref="OwnerTakenDown"/> is the host's word, asked for before the
/// store; the store decides the others in their order (<see cref="Refusals.JudgeCode"/>).</summary>
public enum CodeStatus
{
    /// <summary>Its owner was taken down.</summary>
    OwnerTakenDown,

    /// <summary>The account used this code before; answered as then, nothing taken.</summary>
    AlreadyUsed,

    /// <summary>No code has this hash.</summary>
    Unknown,

    /// <summary>It was disabled.</summary>
    Disabled,

    /// <summary>Every use is taken, or held by somebody who is signing up.</summary>
    Exhausted,

    /// <summary>It is held for a holder, or was taken for an account.</summary>
    Granted,
}
