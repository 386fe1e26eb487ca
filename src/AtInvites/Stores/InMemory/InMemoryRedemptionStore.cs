using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryRedemptionStore(InMemoryDatabase database) : IRedemptionStore
{
    public ValueTask<RedeemOutcome> RedeemAsync(
        TokenHash token, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var slot = database.Invites.Find(token);
        return new(slot is null
            ? new RedeemOutcome(RedeemStatus.Unknown)
            : slot.Redeem(account, now.ToUnixTimeMilliseconds(), database.Ledger));
    }
}
