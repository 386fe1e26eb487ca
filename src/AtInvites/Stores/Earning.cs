using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>What an account may have earned, for a store to settle in one step.</summary>
public sealed record Earning
{
    /// <summary>Who earns.</summary>
    public required Did Account { get; init; }

    /// <summary>How many codes its time since <see cref="Since"/> is worth in all.</summary>
    public required long CouldCreate { get; init; }

    /// <summary>Earned codes made after this count against <see cref="CouldCreate"/>, disabled ones too.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Most earned codes that may be open at once.</summary>
    public required int MaxOpen { get; init; }

    /// <summary>New codes to draw from, each owned and created by <see cref="Account"/>; those not needed are dropped.</summary>
    public required IReadOnlyList<AccountCode> Prepared { get; init; }

    /// <summary>How many codes are due, given what the account has; a store takes as many of those prepared. The one arithmetic
    /// of every store.</summary>
    /// <param name="open">Its earned codes that are open.</param>
    /// <param name="earned">Its earned codes made after <see cref="Since"/>.</param>
    public int Count(long open, long earned) =>
        (int)Math.Clamp(Math.Min(MaxOpen - open, CouldCreate - earned), 0, MaxOpen);
}
