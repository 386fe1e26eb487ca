using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>A row of the ledger: an account was admitted to a space by an invite. It is the membership and, until a sink took it,
/// the message to the host.</summary>
public sealed record Admission
{
    /// <summary>The invite; with <see cref="Account"/> the key of the row, also for a sink that must not act twice.</summary>
    public required TokenHash Token { get; init; }

    /// <summary>Who came in.</summary>
    public required Did Account { get; init; }

    /// <summary>Where to.</summary>
    public required AtUri Space { get; init; }

    /// <summary>With what grant.</summary>
    public required Perms Perms { get; init; }

    /// <summary>Who minted the invite.</summary>
    public required Did InvitedBy { get; init; }

    /// <summary>When, to the millisecond.</summary>
    public required DateTimeOffset At { get; init; }
}
