using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryInviteStore(InMemoryDatabase database) : IInviteStore
{
    public ValueTask<AddStatus> AddAsync(Invite invite, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var space = database.FindOrAdd(invite.Space);
            if (space.IsDeleted) return new(AddStatus.SpaceDeleted);
            if (!database.Invites.TryAdd(invite, out var number)) return new(AddStatus.Duplicate);
            space.Insert(number, database.Invites);
            return new(AddStatus.Added);
        }
    }

    public ValueTask<Invite?> FindAsync(TokenHash token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(database.Invites.Snapshot(token, database.Invites.Find(token)));
    }

    public ValueTask<Page<Invite>> ListAsync(InviteQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var rows = new List<Invite>();
            if (database.Find(query.Space) is not { } space) return new(Page<Invite>.Of(rows, query.Limit));
            var i = query.After is { } after ? space.CountBefore(after, database.Invites) : space.Invites.Count;
            while (--i >= 0 && rows.Count <= query.Limit)
            {
                var number = space.Invites[i];
                ref var invite = ref database.Invites[number];
                if (query.IncludeRevoked || !invite.IsRevoked) rows.Add(database.Invites.Snapshot(invite.Token, number)!);
            }

            return new(Page<Invite>.Of(rows, query.Limit));
        }
    }

    public ValueTask<bool> RevokeAsync(AtUri space, TokenHash token, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (database.Invites.Find(token) is not (not InviteTable.None and var number)) return new(false);
            ref var invite = ref database.Invites[number];
            if (invite.IsSwept || invite.Space != space) return new(false);
            database.Invites.TryRevoke(number, now.ToUnixTimeMilliseconds());
            return new(true);
        }
    }

    public ValueTask<int> RevokeAllAsync(AtUri space, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate) return new(database.Find(space)?.RevokeAll(now, database.Invites) ?? 0);
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
                space.Invites.RemoveAll(number =>
                    left > 0 && database.Invites.TrySweep(number, before, database.Ledger) && Forget(number, ref left));
                if (left == 0) break;
            }

            return new(limit - left);
        }
    }

    // A used invite stays in the table: it is the ledger by which its accounts are answered as before.
    private bool Forget(int number, ref int left)
    {
        if (database.Invites[number].HasNoUses()) database.Invites.Remove(number);
        left--;
        return true;
    }
}
