using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Redemption;

/// <summary>What an owner asks for when minting.</summary>
public sealed record InviteRequest
{
    /// <summary>The space to admit to. Whether the caller may is decided before.</summary>
    public required AtUri Space { get; init; }

    /// <summary>What whoever redeems it may do there.</summary>
    public required Perms Perms { get; init; }

    /// <summary>Who mints.</summary>
    public required Did CreatedBy { get; init; }

    /// <summary>Unix milliseconds from which it no longer admits, in the future and before the year 10000;
    /// null means never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Distinct accounts it admits, 1 to 2^53 − 1; null means any number.</summary>
    public long? MaxUses { get; init; }

    /// <summary>A remark for the owner, at most <see cref="MaxNoteBytes"/> UTF-8 bytes.</summary>
    public string? Note { get; init; }

    /// <summary>Most UTF-8 bytes of a note.</summary>
    public const int MaxNoteBytes = 500;
}
