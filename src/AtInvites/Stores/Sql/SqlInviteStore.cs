using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

internal sealed class SqlInviteStore(SqlDatabase database) : IInviteStore
{
    // Sorts after every real position: a list that starts here starts at the newest.
    private static readonly byte[] LastToken = [.. Enumerable.Repeat(byte.MaxValue, TokenHash.Size)];

    public ValueTask<AddStatus> AddAsync(Invite invite, CancellationToken cancellationToken) => database.WriteAsync(
        async (session, token) =>
        {
            var rows = await session.ExecuteAsync(
                database.Statements.AddInvite, token, invite.Token.ToArray(), invite.KeyId, invite.Space.Value, (int)invite.Perms,
                invite.CreatedBy.Value, invite.CreatedAt.ToUnixTimeMilliseconds(), invite.ExpiresAt?.ToUnixTimeMilliseconds(),
                invite.MaxUses, invite.Note).ConfigureAwait(false);
            if (rows > 0) return AddStatus.Added;
            var isDeleted = await session.FindAsync(
                database.Statements.FindDeletedSpace, _ => true, token, invite.Space.Value).ConfigureAwait(false);
            return isDeleted ? AddStatus.SpaceDeleted : AddStatus.Duplicate;
        },
        cancellationToken);

    public ValueTask<Invite?> FindAsync(TokenHash token, CancellationToken cancellationToken) => database.ReadAsync(
        (session, ct) => session.FindAsync(database.Statements.FindInvite, SqlRows.ReadInvite, ct, token.ToArray()),
        cancellationToken);

    public ValueTask<Page<Invite>> ListAsync(InviteQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async (session, token) =>
        {
            var rows = await session.ListAsync(
                database.Statements.ListInvites, SqlRows.ReadInvite, token, query.Space.Value,
                query.After?.CreatedAt.ToUnixTimeMilliseconds() ?? long.MaxValue, query.After?.Token.ToArray() ?? LastToken,
                query.IncludeRevoked ? 1 : 0, query.Limit + 1L).ConfigureAwait(false);
            return Page<Invite>.Of(rows, query.Limit);
        },
        cancellationToken);

    public ValueTask<bool> RevokeAsync(AtUri space, TokenHash token, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (session, ct) => await session.ExecuteAsync(
                database.Statements.RevokeInvite, ct, token.ToArray(), space.Value, now.ToUnixTimeMilliseconds())
                .ConfigureAwait(false) > 0,
            cancellationToken);

    public ValueTask<int> RevokeAllAsync(AtUri space, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
        (session, token) => session.ExecuteAsync(
            database.Statements.RevokeInvites, token, space.Value, now.ToUnixTimeMilliseconds()),
        cancellationToken);

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
        (session, token) => session.ExecuteAsync(
            database.Statements.SweepInvites, token, endedBefore.ToUnixTimeMilliseconds(), limit),
        cancellationToken);
}
