using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemorySpaceStore(InMemoryDatabase database) : ISpaceStore
{
    public ValueTask<bool> CreateAsync(Space space, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var entry = database.FindOrAdd(space.Uri);
            if (entry.Space is not null) return new(false);
            var createdAt = Milliseconds.Of(space.CreatedAt);
            entry.Space = space with { CreatedAt = createdAt };
            database.MemberOf(space.Uri, space.Owner).Grant(
                new() { Account = space.Owner, Perms = Perms.Write, AddedAt = createdAt, AddedBy = space.Owner });
            return new(true);
        }
    }

    public ValueTask<Space?> FindAsync(AtUri uri, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate) return new(database.Find(uri) is { IsDeleted: false, Space: { } space } ? space : null);
    }

    public ValueTask<Page<Space>> ListAsync(SpaceQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            database.Index();
            var rows = new List<Space>();
            foreach (var uri in Ordered.After(database.SpacesOf(query.Account), query.After?.Value))
            {
                if (database.Find(AtUri.Parse(uri)) is not { IsDeleted: false, Space: { } space }) continue;
                if (query.OwnedOnly && space.Owner != query.Account) continue;
                if (query.Type is { } type && space.Type != type) continue;
                rows.Add(space);
                if (rows.Count > query.Limit) break;
            }

            return new(Page<Space>.Of(rows, query.Limit));
        }
    }

    public ValueTask<bool> DeleteAsync(AtUri uri, DateTimeOffset now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (database.Find(uri) is not { IsDeleted: false, Space: not null } entry) return new(false);
            entry.IsDeleted = true;
            entry.RevokeAll(now, database.Invites);
            return new(true);
        }
    }
}
