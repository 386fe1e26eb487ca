using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Redeems tokens. Every refusal takes the same path: the token is hashed under every key of the ring and each hash is
/// looked up, so that time tells a stranger nothing that the answer does not.</summary>
public sealed class InviteRedeemer(
    IRedemptionStore store, TokenKeyRing keys, TimeProvider time, InviteTelemetry telemetry, AdmissionSignal signal)
{
    /// <summary>Takes one use of the invite for <paramref name="account"/>. What is not a token at all is
    /// <see cref="RedeemStatus.Unknown"/>. On a store in memory a refusal allocates nothing.</summary>
    public async ValueTask<RedeemOutcome> RedeemAsync(string token, Did account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        using var activity = telemetry.Start("invite.redeem");
        var answer = new RedeemOutcome(RedeemStatus.Unknown);
        for (var key = 0; key < keys.Count && !answer.IsAdmitted && keys.TryHash(token, key, out var hash); key++)
        {
            var outcome = await store.RedeemAsync(hash, account, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            if (outcome.Status != RedeemStatus.Unknown) answer = outcome;
        }

        activity?.SetTag("outcome", InviteTelemetry.Tag(answer.Status));
        telemetry.Redeemed(answer.Status);
        if (answer.Status == RedeemStatus.Admitted) signal.Raise();
        return answer;
    }
}
