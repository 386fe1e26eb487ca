using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryCodeSeatStore(CodeTable table) : ICodeSeatStore
{
    public ValueTask<CodeOwner?> FindOwnerAsync(TokenHash code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(table.Find(code)?.Owner);
    }

    public ValueTask<SeatOutcome> ReserveAsync(
        TokenHash code, string holder, DateTimeOffset now, DateTimeOffset leaseEndsAt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            if (table.Find(code) is not { } slot) return new(new SeatOutcome(CodeStatus.Unknown));
            var status = slot.Judge(now.ToUnixTimeMilliseconds());
            if (slot.Seats.TryGetValue(holder, out var end))
                return new(new SeatOutcome(CodeStatus.Granted, DateTimeOffset.FromUnixTimeMilliseconds(end)));
            if (status != CodeStatus.Granted) return new(new SeatOutcome(status));
            slot.Seats.Add(holder, leaseEndsAt.ToUnixTimeMilliseconds());
            return new(new SeatOutcome(CodeStatus.Granted, Milliseconds.Of(leaseEndsAt)));
        }
    }

    public ValueTask<CommitStatus> CommitAsync(SeatCommit commit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            if (table.Find(commit.Code) is not { } slot) return new(CommitStatus.NoSeat);
            if (table.HasUsed(commit.Account, slot))
            {
                slot.Seats.Remove(commit.Holder);
                return new(CommitStatus.AlreadyCommitted);
            }

            var isHeld = slot.Seats.Remove(commit.Holder, out var end) && end > commit.Now.ToUnixTimeMilliseconds();
            if (!isHeld) return new(CommitStatus.NoSeat);
            table.Use(slot, commit.Account, commit.Now);
            return new(CommitStatus.Committed);
        }
    }

    public ValueTask<bool> ReleaseAsync(TokenHash code, string holder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(table.Find(code) is { } slot && slot.Seats.Remove(holder));
    }

    public ValueTask<CodeStatus> RedeemAsync(
        TokenHash code, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate)
        {
            if (table.Find(code) is not { } slot) return new(CodeStatus.Unknown);
            if (table.HasUsed(account, slot)) return new(CodeStatus.AlreadyUsed);
            var status = slot.Judge(now.ToUnixTimeMilliseconds());
            if (status == CodeStatus.Granted) table.Use(slot, account, now);
            return new(status);
        }
    }
}
