using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>An invite as stored: everything but its secret. Times are kept to the millisecond.</summary>
public sealed record Invite
{
    /// <summary>Largest <see cref="MaxUses"/>: 2^53 − 1, the largest integer that every JSON reader keeps exact.</summary>
    public const long MaxMaxUses = (1L << 53) - 1;

    /// <summary>The keyed hash by which it is found; unique in a store.</summary>
    public required TokenHash Token { get; init; }

    /// <summary>The hash key in use when it was minted: 8 hex digits, or <c>sha256</c> without one.</summary>
    public required string KeyId { get; init; }

    /// <summary>The space it admits to.</summary>
    public required AtUri Space { get; init; }

    /// <summary>What whoever redeems it may do there.</summary>
    public required Perms Perms { get; init; }

    /// <summary>Who minted it.</summary>
    public required Did CreatedBy { get; init; }

    /// <summary>When it was minted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>First instant at which it no longer admits; null means never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How many distinct accounts it admits, 1 to <see cref="MaxMaxUses"/>; null means any number.</summary>
    public long? MaxUses { get; init; }

    /// <summary>The owner's remark, at most 500 UTF-8 bytes; shown to owners only.</summary>
    public string? Note { get; init; }

    /// <summary>When it was revoked; null means it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>How many accounts it has admitted.</summary>
    public long Uses { get; init; }

    /// <summary>Its place in a list that shows the newest first.</summary>
    public InvitePosition Position => new(CreatedAt, Token);
}
