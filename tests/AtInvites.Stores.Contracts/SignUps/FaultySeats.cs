using System.Collections.Concurrent;

namespace AtInvites.Stores.Contracts.SignUps;

/// <summary>A store whose connection breaks, once for each holder, before or after the verb that <paramref name="faultOf"/>
/// names.</summary>
internal sealed class FaultySeats(ICodeSeatStore seats, Func<string, SignUpFault> faultOf) : ICodeSeatStore
{
    private readonly ConcurrentDictionary<string, bool> _broken = [];

    public ValueTask<CodeOwner?> FindOwnerAsync(TokenHash code, CancellationToken cancellationToken) =>
        seats.FindOwnerAsync(code, cancellationToken);

    public async ValueTask<SeatOutcome> ReserveAsync(
        TokenHash code, string holder, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken)
    {
        Break(holder, SignUpFault.BeforeReserve);
        var outcome = await seats.ReserveAsync(code, holder, now, leaseEndsAt, cancellationToken);
        Break(holder, SignUpFault.ReserveAnswerLost, SignUpFault.ReserveAnswerLostOnce);
        return outcome;
    }

    public async ValueTask<CommitStatus> CommitAsync(SeatCommit commit, CancellationToken cancellationToken)
    {
        Break(commit.Holder, SignUpFault.BeforeCommit);
        var status = await seats.CommitAsync(commit, cancellationToken);
        Break(commit.Holder, SignUpFault.CommitAnswerLost);
        return status;
    }

    public ValueTask<bool> ReleaseAsync(TokenHash code, string holder, CancellationToken cancellationToken) =>
        seats.ReleaseAsync(code, holder, cancellationToken);

    public ValueTask<CodeStatus> RedeemAsync(
        TokenHash code, Did account, DateTimeOffset now, CancellationToken cancellationToken) =>
        seats.RedeemAsync(code, account, now, cancellationToken);

    private void Break(string holder, params ReadOnlySpan<SignUpFault> faults)
    {
        if (faults.Contains(faultOf(holder)) && _broken.TryAdd(holder, true)) throw new IOException("The connection was lost.");
    }
}
