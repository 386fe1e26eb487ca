using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

internal sealed class SqlSpaceStore(SqlDatabase database) : ISpaceStore
{
    public ValueTask<bool> CreateAsync(Space space, CancellationToken cancellationToken) => database.WriteAsync(
        async (session, token) =>
        {
            var createdAt = space.CreatedAt.ToUnixTimeMilliseconds();
            var rows = await session.ExecuteAsync(
                database.Statements.AddSpace, token, space.Uri.Value, space.Owner.Value, space.Type.Value, space.Key.Value,
                createdAt, space.MemberListRef?.Value, space.AppPolicyRef?.Value, space.AppPolicy).ConfigureAwait(false);
            if (rows == 0) return false;
            await session.ExecuteAsync(
                database.Statements.AddMember, token, space.Uri.Value, space.Owner.Value, (int)Perms.Write, createdAt,
                space.Owner.Value).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public ValueTask<Space?> FindAsync(AtUri uri, CancellationToken cancellationToken) => database.ReadAsync(
        (session, token) => session.FindAsync(database.Statements.FindSpace, SqlRows.ReadSpace, token, uri.Value),
        cancellationToken);

    public ValueTask<Page<Space>> ListAsync(SpaceQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async (session, token) =>
        {
            var statements = database.Statements;
            var rows = await session.ListAsync(
                query.OwnedOnly ? statements.ListOwnedSpaces : statements.ListJoinedSpaces, SqlRows.ReadSpace, token,
                query.Account.Value, query.After?.Value ?? "", query.Type?.Value ?? "", query.Limit + 1L).ConfigureAwait(false);
            return Page<Space>.Of(rows, query.Limit);
        },
        cancellationToken);

    public ValueTask<bool> DeleteAsync(AtUri uri, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async (session, token) =>
        {
            var at = now.ToUnixTimeMilliseconds();
            if (await session.ExecuteAsync(database.Statements.DeleteSpace, token, uri.Value, at).ConfigureAwait(false) == 0)
                return false;
            await session.ExecuteAsync(database.Statements.RevokeInvites, token, uri.Value, at).ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
