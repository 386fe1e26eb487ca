using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Uses account codes: around a sign-up with a reservation, or in one step. A refusal hashes and looks up under every
/// key of the ring, so that time says no more than the answer.</summary>
public sealed class CodeReserver(
    ICodeSeatStore seats, TokenKeyRing keys, IAccountDirectory directory, TimeProvider time, InviteTelemetry telemetry)
{
    /// <summary>Holds one use of <paramref name="code"/> for <paramref name="lease"/>, more than zero; a refusal is a seat that
    /// is not held. Whoever asks again as the same <paramref name="holder"/> before the lease ended gets the same seat, so two
    /// sign-ups that go on at once need two names.</summary>
    public async ValueTask<InviteSeat> ReserveAsync(
        string? code, string holder, TimeSpan lease, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(holder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lease, TimeSpan.Zero);
        using var activity = telemetry.Start("code.reserve");
        var answer = new SeatOutcome(CodeStatus.Unknown);
        TokenHash found = default;
        foreach (var hash in keys.CodeHashes(code))
        {
            var outcome = await ReserveAsync(hash, holder, lease, cancellationToken).ConfigureAwait(false);
            if (outcome.Status != CodeStatus.Unknown) (answer, found) = (outcome, hash);
            if (answer.Status == CodeStatus.Granted) break;
        }

        activity?.SetTag("outcome", InviteTelemetry.Tag(answer.Status));
        telemetry.Reserved(answer.Status);
        return new(seats, (found, holder), answer, time, telemetry);
    }

    /// <summary>Takes one use of <paramref name="code"/> for an account that there is already. The same account again answers
    /// <see cref="CodeStatus.AlreadyUsed"/> and takes nothing.</summary>
    public async ValueTask<CodeStatus> RedeemAsync(string? code, Did account, CancellationToken cancellationToken)
    {
        ThrowIfEmpty(account);
        using var activity = telemetry.Start("code.redeem");
        var answer = CodeStatus.Unknown;
        foreach (var hash in keys.CodeHashes(code))
        {
            var outcome = await RedeemAsync(hash, account, cancellationToken).ConfigureAwait(false);
            if (outcome != CodeStatus.Unknown) answer = outcome;
            if (answer is CodeStatus.Granted or CodeStatus.AlreadyUsed) break;
        }

        activity?.SetTag("outcome", InviteTelemetry.Tag(answer));
        telemetry.CodeRedeemed(answer);
        return answer;
    }

    /// <summary>A use by nobody would stand in every list and let none of them be read.</summary>
    internal static void ThrowIfEmpty(Did account)
    {
        if (account == default)
            throw new ArgumentException("AtInvites: a code is used by an account; its DID is empty.", nameof(account));
    }

    private async ValueTask<SeatOutcome> ReserveAsync(
        TokenHash hash, string holder, TimeSpan lease, CancellationToken cancellationToken)
    {
        if (await IsOwnerDownAsync(hash, cancellationToken).ConfigureAwait(false)) return new(CodeStatus.OwnerTakenDown);
        var now = time.GetUtcNow();
        return await seats.ReserveAsync(hash, holder, now, now + lease, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CodeStatus> RedeemAsync(TokenHash hash, Did account, CancellationToken cancellationToken) =>
        await IsOwnerDownAsync(hash, cancellationToken).ConfigureAwait(false)
            ? CodeStatus.OwnerTakenDown
            : await seats.RedeemAsync(hash, account, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);

    private async ValueTask<bool> IsOwnerDownAsync(TokenHash hash, CancellationToken cancellationToken)
    {
        var owner = await seats.FindOwnerAsync(hash, cancellationToken).ConfigureAwait(false);
        return owner?.Account is { } account
            && await directory.FindAsync(account, cancellationToken).ConfigureAwait(false) is { IsTakenDown: true };
    }
}
