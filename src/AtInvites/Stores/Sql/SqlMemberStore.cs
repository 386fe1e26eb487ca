using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

internal sealed class SqlMemberStore(SqlDatabase database) : IMemberStore
{
    public ValueTask<bool> AddAsync(AtUri space, Member member, CancellationToken cancellationToken) => database.WriteAsync(
        async (session, token) => await session.ExecuteAsync(
            database.Statements.AddMember, token, space.Value, member.Account.Value, (int)member.Perms,
            member.AddedAt.ToUnixTimeMilliseconds(), member.AddedBy.Value).ConfigureAwait(false) > 0,
        cancellationToken);

    public ValueTask<bool> RemoveAsync(AtUri space, Did account, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (session, token) =>
            {
                var statements = database.Statements;
                var rows = await session.ExecuteAsync(statements.DeleteMember, token, space.Value, account.Value)
                    .ConfigureAwait(false);
                rows += await session.ExecuteAsync(
                    statements.RemoveUses, token, space.Value, account.Value, now.ToUnixTimeMilliseconds()).ConfigureAwait(false);
                return rows > 0;
            },
            cancellationToken);

    public ValueTask<Member?> FindAsync(AtUri space, Did account, CancellationToken cancellationToken) => database.ReadAsync(
        async (session, token) => Members(await session.ListAsync(
            database.Statements.FindGrants, SqlRows.ReadGrant, token, space.Value, account.Value).ConfigureAwait(false))
            .FirstOrDefault(),
        cancellationToken);

    public ValueTask<Page<Member>> ListAsync(MemberQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async (session, token) =>
        {
            var grants = await session.ListAsync(
                database.Statements.ListGrants, SqlRows.ReadGrant, token, query.Space.Value, query.After?.Value ?? "",
                query.Limit + 1L).ConfigureAwait(false);
            return Page<Member>.Of(Members(grants), query.Limit);
        },
        cancellationToken);

    /// <summary>Sums the grants of each account; those of one account follow one another.</summary>
    private static List<Member> Members(List<Member> grants)
    {
        var members = new List<Member>();
        foreach (var grant in grants)
        {
            if (members.Count > 0 && members[^1].Account == grant.Account) members[^1] = members[^1].With(grant);
            else members.Add(grant);
        }

        return members;
    }
}
