using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>An account invite code as stored: its hash, and its text only sealed. Times are kept to the millisecond.</summary>
public sealed record AccountCode
{
    /// <summary>The keyed hash by which it is found; unique in a store.</summary>
    public required TokenHash Hash { get; init; }

    /// <summary>The hash key in use when it was stored: 8 hex digits, or <c>sha256</c> without one.</summary>
    public required string KeyId { get; init; }

    /// <summary>The text of the code, sealed for this row by <see cref="CodeSeal"/>.</summary>
    public required ReadOnlyMemory<byte> Sealed { get; init; }

    /// <summary>Whose invitation a use of it is (<c>forAccount</c>).</summary>
    public required CodeOwner Owner { get; init; }

    /// <summary>The administration, or for a code that was earned the account that earned it.</summary>
    public required CodeOwner CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Uses allowed in all, not what is left of them. A code brought from elsewhere may have fewer than 1, or fewer than
    /// its uses; it admits nobody then.</summary>
    public required long Available { get; init; }

    /// <summary>Whether it was disabled, for good.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Its uses, newest first; of one millisecond, the latest taken first.</summary>
    public IReadOnlyList<CodeUse> Uses { get; init; } = [];

    /// <summary>Whether it could be used but for who is signing up just now: not disabled, and not used up.</summary>
    public bool IsOpen => !IsDisabled && Uses.Count < Available;
}
