using System.Data.Common;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>One use of an account code, held for a sign-up; or the reason why none is. Disposed without a commit it is
/// released. For one sign-up, not for several threads.</summary>
public sealed class InviteSeat : IAsyncDisposable
{
    private readonly ICodeSeatStore _store;
    private readonly TokenHash _code;
    private readonly string _holder;
    private readonly TimeProvider _time;
    private readonly InviteTelemetry _telemetry;
    private bool _isEnded;

    internal InviteSeat(
        ICodeSeatStore store, (TokenHash Code, string Holder) seat, SeatOutcome outcome, TimeProvider time,
        InviteTelemetry telemetry)
    {
        _store = store;
        (_code, _holder) = seat;
        _time = time;
        _telemetry = telemetry;
        Status = outcome.Status;
        LeaseEndsAt = outcome.LeaseEndsAt;
        _isEnded = !IsHeld;
    }

    /// <summary>Whether there is a seat. Where there is none, a stranger is told no reason.</summary>
    public bool IsHeld => Status == CodeStatus.Granted;

    /// <summary>Why there is none, for the host's own eyes.</summary>
    public CodeStatus Status { get; }

    /// <summary>From here on a commit is refused.</summary>
    public DateTimeOffset LeaseEndsAt { get; }

    /// <summary>Whose use the seat became; null before a commit.</summary>
    public Did? CommittedFor { get; private set; }

    /// <summary>Turns the seat into a use by <paramref name="account"/>. Repeated for the same account it answers <see
    /// cref="CommitStatus.AlreadyCommitted"/>. After <see cref="CommitStatus.NoSeat"/> the account must not be made. After an
    /// exception nobody knows whether the use was taken: the same commit again settles it.</summary>
    public async ValueTask<CommitStatus> CommitAsync(Did account, CancellationToken cancellationToken) =>
        End(account, await _store.CommitAsync(Claim(account), cancellationToken).ConfigureAwait(false));

    /// <summary>As <see cref="CommitAsync(Did, CancellationToken)"/>, within a transaction of the host's on the store's own
    /// database: account and use are there together or not at all. A store that shares no database with the host throws
    /// <see cref="NotSupportedException"/>. Dispose the seat after the transaction: rolled back, it is released
    /// then.</summary>
    public async ValueTask<CommitStatus> CommitAsync(Did account, DbTransaction transaction, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        if (_store is not ITransactionalSeatStore joint)
            throw new NotSupportedException("AtInvites: this store cannot join a transaction; commit without one.");
        var status = await joint.CommitAsync(Claim(account), transaction, cancellationToken).ConfigureAwait(false);
        // Whether the host commits is not known here; rolled back, the seat would stand until its lease ends.
        return End(account, status, isFinal: false);
    }

    /// <summary>Gives the seat back, if it is still held; a use that was committed stays.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (!IsHeld) return;
        _isEnded = true;
        // A sign-up that was given up is released all the same.
        if (await _store.ReleaseAsync(_code, _holder, CancellationToken.None).ConfigureAwait(false)) _telemetry.SeatReleased();
    }

    /// <summary>Releases a seat that was not committed. A store that cannot be reached is no fault here: the seat comes back when
    /// its lease ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isEnded) return;
        try
        {
            await ReleaseAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException or ObjectDisposedException)
        {
            // An exception from here would hide the one that ended the sign-up.
        }
    }

    private SeatCommit Claim(Did account)
    {
        if (!IsHeld) throw new InvalidOperationException("AtInvites: there is no seat to commit; look at IsHeld first.");
        CodeReserver.ThrowIfEmpty(account);
        return new(_code, _holder, account, _time.GetUtcNow());
    }

    private CommitStatus End(Did account, CommitStatus status, bool isFinal = true)
    {
        _isEnded = isFinal || status == CommitStatus.NoSeat;
        if (status != CommitStatus.NoSeat) CommittedFor = account;
        _telemetry.Committed(status);
        return status;
    }
}
