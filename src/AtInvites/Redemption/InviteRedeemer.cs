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
        try
        {
            if (!TokenFormat.TryDecode(token, secret)) return new(Told(new(RedeemStatus.Unknown)));
            return telemetry.IsTracing
                ? RedeemTracedAsync(Hashes(secret, 0), account, cancellationToken)
                : RedeemAsync(secret, account, cancellationToken);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private ValueTask<RedeemOutcome> RedeemAsync(ReadOnlySpan<byte> secret, Did account, CancellationToken cancellationToken)
    {
        var answer = new RedeemOutcome(RedeemStatus.Unknown);
        for (var key = 0; key < keys.Count && !answer.IsAdmitted; key++)
        {
            var redemption = store.RedeemAsync(keys.Hash(secret, key), account, time.GetUtcNow(), cancellationToken);
            if (!redemption.IsCompletedSuccessfully)
                return AwaitAsync(redemption, answer, Hashes(secret, key + 1), account, cancellationToken);
            answer = MoreTelling(answer, redemption.Result);
        }

        return new(Told(answer));
    }

    private async ValueTask<RedeemOutcome> AwaitAsync(
        ValueTask<RedeemOutcome> redemption,
        RedeemOutcome earlier,
        TokenHash[] rest,
        Did account,
        CancellationToken cancellationToken)
    {
        var answer = MoreTelling(earlier, await redemption.ConfigureAwait(false));
        return Told(await RedeemAsync(rest, answer, account, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<RedeemOutcome> RedeemTracedAsync(TokenHash[] hashes, Did account, CancellationToken cancellationToken)
    {
        using var activity = telemetry.Start("invite.redeem");
        var answer = await RedeemAsync(hashes, new(RedeemStatus.Unknown), account, cancellationToken).ConfigureAwait(false);
        activity?.SetTag("outcome", InviteTelemetry.Tag(answer.Status));
        return Told(answer);
    }

    private async ValueTask<RedeemOutcome> RedeemAsync(
        TokenHash[] hashes, RedeemOutcome answer, Did account, CancellationToken cancellationToken)
    {
        for (var i = 0; i < hashes.Length && !answer.IsAdmitted; i++)
        {
            var outcome = await store.RedeemAsync(hashes[i], account, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            answer = MoreTelling(answer, outcome);
        }

        return answer;
    }

    private static RedeemOutcome MoreTelling(RedeemOutcome answer, RedeemOutcome next) =>
        next.Status == RedeemStatus.Unknown ? answer : next;

    private TokenHash[] Hashes(ReadOnlySpan<byte> secret, int first)
    {
        if (first >= keys.Count) return [];
        var hashes = new TokenHash[keys.Count - first];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = keys.Hash(secret, first + i);
        return hashes;
    }

    private RedeemOutcome Told(RedeemOutcome outcome)
    {
        telemetry.Redeemed(outcome.Status);
        if (outcome.Status == RedeemStatus.Admitted) signal.Raise();
        return outcome;
    }
}
