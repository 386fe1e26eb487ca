using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>The use of account codes. A seat is a use held under a lease; what can still be had of a code is what it allows, less
/// its uses, less the seats whose lease has not ended. At no time do uses and held seats exceed what a code
/// allows, in any number of processes.</summary>
public interface ICodeSeatStore
{
    /// <summary>Who holds the code; null when there is none.</summary>
    ValueTask<CodeOwner?> FindOwnerAsync(TokenHash code, CancellationToken cancellationToken);

    /// <summary>Holds one use of the code until <paramref name="leaseEndsAt"/>, if there is one at <paramref name="now"/>. A
    /// holder whose seat is still held gets that seat, its lease unchanged, in any state of the code but unknown. Decided in
    /// this order: unknown, held already, disabled, exhausted, granted. A place whose lease ended by <paramref name="now"/> is
    /// given away for good: a commit that comes late does not get it back.</summary>
    ValueTask<SeatOutcome> ReserveAsync(
        TokenHash code, string holder, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken);

    /// <summary>Turns the seat into a use of the account, also when the code was disabled since. The same commit again answers
    /// <see cref="CommitStatus.AlreadyCommitted"/>, at any time.</summary>
    ValueTask<CommitStatus> CommitAsync(SeatCommit commit, CancellationToken cancellationToken);

    /// <summary>Frees the seat; false when there is none.</summary>
    ValueTask<bool> ReleaseAsync(TokenHash code, string holder, CancellationToken cancellationToken);

    /// <summary>Takes one use for <paramref name="account"/> in one step. Decided in this order: already used, unknown, disabled,
    /// exhausted, granted.</summary>
    ValueTask<CodeStatus> RedeemAsync(
        TokenHash code, Did account, DateTimeOffset now, CancellationToken cancellationToken);
}
