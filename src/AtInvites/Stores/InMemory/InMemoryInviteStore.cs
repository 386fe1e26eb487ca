using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryInviteStore(InMemoryDatabase database) : IInviteStore
{
    public ValueTask<AddStatus> AddAsync(Invite invite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var slot = new InviteSlot(invite);
        lock (database.Gate)
        {
            var space = database.FindOrAdd(invite.Space);
            if (space.IsDeleted) return new(AddStatus.SpaceDeleted);
            if (!database.Invites.TryAdd(slot)) return new(AddStatus.Duplicate);
            space.Insert(slot);
            return new(AddStatus.Added);
        }
    }

    public ValueTask<Invite?> FindAsync(TokenHash token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(database.Invites.Find(token)?.Snapshot());
    }

    public ValueTask<Page<Invite>> ListAsync(InviteQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var rows = new List<Invite>();
            if (database.Find(query.Space) is not { } space) return new(Page<Invite>.Of(rows, query.Limit));
            var i = query.After is { } after ? space.CountBefore(after) : space.Invites.Count;
            while (--i >= 0 && rows.Count <= query.Limit)
            {
                var slot = space.Invites[i];
                if (query.IncludeRevoked || !slot.IsRevoked) rows.Add(slot.Snapshot()!);
            }

            return new(Page<Invite>.Of(rows, query.Limit));
        }
    }

    public ValueTask<bool> RevokeAsync(AtUri space, TokenHash token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (database.Invites.Find(token) is not { IsSwept: false } slot || slot.Space != space) return new(false);
            slot.Revoke(now.ToUnixTimeMilliseconds());
            return new(true);
        }
    }

    public ValueTask<int> RevokeAllAsync(AtUri space, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate) return new(database.Find(space)?.RevokeAll(now) ?? 0);
    }

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var before = endedBefore.ToUnixTimeMilliseconds();
        lock (database.Gate)
        {
            var left = limit;
            foreach (var space in database.Spaces)
            {
                space.Invites.RemoveAll(slot => left > 0 && slot.TrySweep(before) && Forget(slot, ref left));
                if (left == 0) break;
            }

            return new(limit - left);
        }
    }

    // The slot of a used invite stays in the table: it is the ledger by which its accounts are answered as before.
    private bool Forget(InviteSlot slot, ref int left)
    {
        if (slot.HasNoUses) database.Invites.Remove(slot);
        left--;
        return true;
    }
}
