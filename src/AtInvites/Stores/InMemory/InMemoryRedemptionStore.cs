using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryRedemptionStore(InMemoryDatabase database) : IRedemptionStore
{
    public ValueTask<RedeemOutcome> RedeemAsync(
        TokenHash token, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = database.Invites.Find(token);
        return new(number == InviteTable.None
            ? new RedeemOutcome(RedeemStatus.Unknown)
            : database.Invites[number].Redeem(token, number, account, now.ToUnixTimeMilliseconds(), database.Ledger));
    }
}
