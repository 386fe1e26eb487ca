using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryMemberStore(InMemoryDatabase database) : IMemberStore
{
    public ValueTask<bool> AddAsync(AtUri space, Member member, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.Index();
            if (database.Find(space) is not { IsDeleted: false, Space: not null }) return new(false);
            database.MemberOf(space, member.Account).Grant(member with { AddedAt = Milliseconds.Of(member.AddedAt) });
            return new(true);
        }
    }

    public ValueTask<bool> RemoveAsync(AtUri space, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.Index();
            return new(database.EndMembership(space, account));
        }
    }

    public ValueTask<Member?> FindAsync(AtUri space, Did account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.Index();
            return new(database.Find(space)?.Members.GetValueOrDefault(account)?.ToMember(database));
        }
    }

    public ValueTask<Page<Member>> ListAsync(MemberQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.Index();
            var rows = new List<Member>();
            var space = database.Find(query.Space);
            foreach (var did in Ordered.After(space?.MemberOrder, query.After?.Value))
            {
                rows.Add(space!.Members[Did.Parse(did)].ToMember(database));
                if (rows.Count > query.Limit) break;
            }

            return new(Page<Member>.Of(rows, query.Limit));
        }
    }
}
