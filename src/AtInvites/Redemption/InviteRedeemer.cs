using System.Security.Cryptography;
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
    public ValueTask<RedeemOutcome> RedeemAsync(string token, Did account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        Span<byte> secret = stackalloc byte[TokenFormat.SecretBytes];
        if (!TokenFormat.TryDecode(token, secret)) return new(Told(new(RedeemStatus.Unknown)));
        if (keys.Count > 1 || telemetry.IsTracing) return RedeemTracedAsync(Hashes(secret), account, cancellationToken);

        var hash = keys.Hash(secret);
        CryptographicOperations.ZeroMemory(secret);
        var redemption = store.RedeemAsync(hash, account, time.GetUtcNow(), cancellationToken);
        return redemption.IsCompletedSuccessfully ? new(Told(redemption.Result)) : AwaitAsync(redemption);
    }

    private async ValueTask<RedeemOutcome> AwaitAsync(ValueTask<RedeemOutcome> redemption) =>
        Told(await redemption.ConfigureAwait(false));

    private async ValueTask<RedeemOutcome> RedeemTracedAsync(TokenHash[] hashes, Did account, CancellationToken cancellationToken)
    {
        using var activity = telemetry.Start("invite.redeem");
        var answer = new RedeemOutcome(RedeemStatus.Unknown);
        foreach (var hash in hashes)
        {
            var outcome = await store.RedeemAsync(hash, account, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            if (outcome.Status != RedeemStatus.Unknown) answer = outcome;
            if (outcome.IsAdmitted) break;
        }

        activity?.SetTag("outcome", InviteTelemetry.Tag(answer.Status));
        return Told(answer);
    }

    private TokenHash[] Hashes(Span<byte> secret)
    {
        var hashes = new TokenHash[keys.Count];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = keys.Hash(secret, i);
        CryptographicOperations.ZeroMemory(secret);
        return hashes;
    }

    private RedeemOutcome Told(RedeemOutcome outcome)
    {
        telemetry.Redeemed(outcome.Status);
        if (outcome.Status == RedeemStatus.Admitted) signal.Raise();
        return outcome;
    }
}
