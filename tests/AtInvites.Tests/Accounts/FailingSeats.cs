using System.Data.Common;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Tests.Accounts;

/// <summary>A lost connection around a real store, for the verbs named.</summary>
internal sealed class FailingSeats(ICodeSeatStore real) : ICodeSeatStore
{
    public HashSet<string> Failing { get; } = [];

    public ValueTask<CodeOwner?> FindOwnerAsync(TokenHash code, CancellationToken cancellationToken) =>
        real.FindOwnerAsync(code, cancellationToken);

    public ValueTask<SeatOutcome> ReserveAsync(
        TokenHash code, string holder, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken) =>
        Try(nameof(ReserveAsync)).ReserveAsync(code, holder, now, leaseEndsAt, cancellationToken);

    public ValueTask<CommitStatus> CommitAsync(SeatCommit commit, CancellationToken cancellationToken) =>
        Try(nameof(CommitAsync)).CommitAsync(commit, cancellationToken);

    public ValueTask<bool> ReleaseAsync(TokenHash code, string holder, CancellationToken cancellationToken) =>
        Try(nameof(ReleaseAsync)).ReleaseAsync(code, holder, cancellationToken);

    public ValueTask<CodeStatus> RedeemAsync(
        TokenHash code, Did account, DateTimeOffset now, CancellationToken cancellationToken) =>
        real.RedeemAsync(code, account, now, cancellationToken);

    private ICodeSeatStore Try(string verb) => Failing.Contains(verb) ? throw new ConnectionLostException() : real;

    private sealed class ConnectionLostException() : DbException("the connection was lost");
}
