using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>Invites as their owners see them. Every verb is atomic, and an answered write survives a crash where the store is
/// durable. A fault (a lost connection, a full disk) is an exception and leaves nothing half done.</summary>
public interface IInviteStore
{
    /// <summary>Stores a new invite with no uses.
    /// Refused when its hash is taken or the store knows its space as deleted.</summary>
    ValueTask<AddStatus> AddAsync(Invite invite, CancellationToken cancellationToken);

    /// <summary>The invite with this hash, whatever its state; null when there is none.</summary>
    ValueTask<Invite?> FindAsync(TokenHash token, CancellationToken cancellationToken);

    /// <summary>A page of a space's invites, newest first. Pages followed to the end show every invite that stood throughout
    /// exactly once, whatever is written meanwhile.</summary>
    ValueTask<Page<Invite>> ListAsync(InviteQuery query, CancellationToken cancellationToken);

    /// <summary>Revokes one invite of <paramref name="space"/>; true also when it was revoked before, whose time then stands.
    /// False when the space has no such invite. No redemption that starts after the answer is admitted.</summary>
    ValueTask<bool> RevokeAsync(AtUri space, TokenHash token, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Revokes every invite of <paramref name="space"/> that still stands and returns how many there were.</summary>
    ValueTask<int> RevokeAllAsync(AtUri space, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes up to <paramref name="limit"/> invites that ended (were revoked, expired or used up) before
    /// <paramref name="endedBefore"/> and returns how many. The ledger stays, and with it every membership.</summary>
    ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken);
}
