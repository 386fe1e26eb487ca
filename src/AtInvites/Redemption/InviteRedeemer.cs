using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Redeems tokens. Every refusal takes the same path: the token is hashed under every key of the ring and each hash is
/// looked up, so that time tells a stranger nothing that the answer does not.</summary>
public sealed class InviteRedeemer(
    IRedemptionStore store, TokenKeyRing keys, TimeProvider time, InviteTelemetry telemetry, AdmissionSignal signal)
{
    private readonly record struct Call(string Token, Did Account, CancellationToken CancellationToken);

    /// <summary>Takes one use of the invite for <paramref name="account"/>. What is not a token at all is
    /// <see cref="RedeemStatus.Unknown"/>. On a store in memory a refusal allocates nothing.</summary>
    public ValueTask<RedeemOutcome> RedeemAsync(string token, Did account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        var call = new Call(token, account, cancellationToken);
        return telemetry.IsTraced ? TraceAsync(call) : TryKeysAsync(call, 0, new(RedeemStatus.Unknown));
    }

    private async ValueTask<RedeemOutcome> TraceAsync(Call call)
    {
        using var activity = telemetry.Start("invite.redeem");
        var answer = await TryKeysAsync(call, 0, new(RedeemStatus.Unknown)).ConfigureAwait(false);
        activity?.SetTag("outcome", InviteTelemetry.Tag(answer.Status));
        return answer;
    }

    // Not async: a store that answers at once, as the one in memory does, is spared the state machine.
    private ValueTask<RedeemOutcome> TryKeysAsync(in Call call, int key, RedeemOutcome answer)
    {
        for (; key < keys.Count && !answer.IsAdmitted && keys.TryHash(call.Token, key, out var hash); key++)
        {
            var pending = store.RedeemAsync(hash, call.Account, time.GetUtcNow(), call.CancellationToken);
            if (!pending.IsCompletedSuccessfully) return WaitAsync(pending, call, key, answer);
            var outcome = pending.Result;
            if (outcome.Status != RedeemStatus.Unknown) answer = outcome;
        }

        telemetry.Redeemed(answer.Status);
        if (answer.Status == RedeemStatus.Admitted) signal.Raise();
        return new(answer);
    }

    private async ValueTask<RedeemOutcome> WaitAsync(
        ValueTask<RedeemOutcome> pending, Call call, int key, RedeemOutcome answer)
    {
        var outcome = await pending.ConfigureAwait(false);
        if (outcome.Status != RedeemStatus.Unknown) answer = outcome;
        return await TryKeysAsync(call, key + 1, answer).ConfigureAwait(false);
    }
}
