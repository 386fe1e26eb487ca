using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>The use of invites.</summary>
public interface IRedemptionStore
{
    /// <summary>Takes one use for <paramref name="account"/> if the invite allows it at <paramref name="now"/>, and writes ledger
    /// row, membership and outbox row with it. Decided in this order: already admitted, removed, unknown, revoked, expired,
    /// exhausted, admitted. Of any number of concurrent calls, in any number of processes, at most <see cref="Invite.MaxUses"/>
    /// distinct accounts are admitted; a repeat by an admitted account answers the same and takes nothing.</summary>
    ValueTask<RedeemOutcome> RedeemAsync(TokenHash token, Did account, DateTimeOffset now, CancellationToken cancellationToken);
}
