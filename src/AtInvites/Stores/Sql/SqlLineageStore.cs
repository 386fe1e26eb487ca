using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>Subtrees are read level by level, some accounts at a time. One recursive statement would meet every account of a
/// cycle again at each depth.</summary>
internal sealed class SqlLineageStore(SqlDatabase database) : ILineageStore
{
    private SqlCodeStatements Statements => database.Statements.Codes;

    public ValueTask<AccountCode?> FindUsedAsync(Did account, CancellationToken cancellationToken) => database.ReadAsync(
        (session, token) => session.FindCodeAsync(Statements.FindUsedCode, token, account.Value),
        cancellationToken);

    public ValueTask<Page<Invitee>> ListInviteesAsync(InviteeQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async (session, token) =>
            {
                var rows = await session.ListAsync(
                    Statements.ListInvitees, SqlRows.ReadInvitee, token, query.Inviter.Value,
                    query.After?.InvitedAt.ToUnixTimeMilliseconds() ?? long.MinValue, query.After?.Account.Value ?? "",
                    query.After?.Code.ToArray() ?? [], query.Limit + 1L).ConfigureAwait(false);
                return Page<Invitee>.Of(rows, query.Limit);
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<LineageEntry>> ReadSubtreeAsync(Did root, int depth, CancellationToken cancellationToken) =>
        database.ReadSnapshotAsync<IReadOnlyList<LineageEntry>>(
            async (session, token) => await ReadAsync(session, root, depth, token).ConfigureAwait(false), cancellationToken);

    public async ValueTask<IReadOnlyList<AccountCode>> DisableSubtreeAsync(
        Did root, int depth, bool isDryRun, CancellationToken cancellationToken)
    {
        var codes = new List<AccountCode>();
        if (isDryRun)
        {
            codes = await database.ReadSnapshotAsync(
                (session, token) => ListOpenAsync(session, root, depth, token), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await database.WriteAsync(
                async (session, token) =>
                {
                    codes = [];
                    foreach (var code in await ListOpenAsync(session, root, depth, token).ConfigureAwait(false))
                    {
                        var rows = await session.ExecuteAsync(Statements.DisableCode, token, code.Hash.ToArray())
                            .ConfigureAwait(false);
                        if (rows > 0) codes.Add(code);
                    }

                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }

        return codes.ConvertAll(code => code with { IsDisabled = true });
    }

    private async ValueTask<List<LineageEntry>> ReadAsync(
        SqlSession session, Did root, int depth, CancellationToken cancellationToken)
    {
        var found = new List<LineageEntry> { new(root, 0) };
        var seen = new HashSet<Did> { root };
        var level = new List<Did> { root };
        for (var distance = 1; distance <= depth && level.Count > 0; distance++)
        {
            var next = new List<Did>();
            foreach (var batch in level.InBatches())
            {
                var invited = await session.ListAsync(
                    Statements.ListInvited, row => Did.Parse(row.GetString(0)), cancellationToken, batch).ConfigureAwait(false);
                next.AddRange(invited.Where(seen.Add));
            }

            next.Sort((left, right) => string.CompareOrdinal(left.Value, right.Value));
            found.AddRange(next.Select(account => new LineageEntry(account, distance)));
            level = next;
        }

        return found;
    }

    private async ValueTask<List<AccountCode>> ListOpenAsync(
        SqlSession session, Did root, int depth, CancellationToken cancellationToken)
    {
        var subtree = await ReadAsync(session, root, depth, cancellationToken).ConfigureAwait(false);
        var codes = new List<AccountCode>();
        foreach (var batch in subtree.Select(entry => entry.Account).InBatches())
        {
            codes.AddRange(
                await session.ListCodesAsync(Statements.ListOpenCodes, cancellationToken, batch).ConfigureAwait(false));
        }

        codes.Sort((left, right) => left.Hash.CompareTo(right.Hash));
        return codes;
    }
}
