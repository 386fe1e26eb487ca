using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

internal sealed class SqlAccountCodeStore(SqlDatabase database) : IAccountCodeStore
{
    // Sorts after every real position: a list that starts here starts at its head.
    private static readonly byte[] LastCode = [.. Enumerable.Repeat(byte.MaxValue, TokenHash.Size)];

    private SqlCodeStatements Statements => database.Statements.Codes;

    public async ValueTask<AddStatus> AddAsync(IReadOnlyList<AccountCode> codes, CancellationToken cancellationToken) =>
        await database.TryWriteAsync<AddStatus>(
            async (session, token) =>
            {
                foreach (var code in codes)
                {
                    if (!await AddAsync(session, code, token).ConfigureAwait(false)) return null;
                }

                return AddStatus.Added;
            },
            cancellationToken).ConfigureAwait(false) ?? AddStatus.Duplicate;

    public ValueTask<AccountCode?> FindAsync(TokenHash code, CancellationToken cancellationToken) => database.ReadAsync(
        (session, token) => session.FindCodeAsync(Statements.FindCode, token, code.ToArray()),
        cancellationToken);

    public ValueTask<CodePage> ListAsync(CodeQuery query, CancellationToken cancellationToken) => database.ReadAsync(
        async (session, token) =>
        {
            var (place, code) = (query.After?.Rank ?? long.MaxValue, query.After?.Code.ToArray() ?? LastCode);
            if (query.Sort == CodeSort.Recent)
            {
                return Page(
                    await session.ListCodeRowsAsync(Statements.ListRecentCodes, token, place, code, query.Limit + 1L)
                        .ConfigureAwait(false),
                    query.Limit, 0);
            }

            var asOf = query.After?.AsOf ?? await session.FindAsync(Statements.ReadLastUse, row => row.Number(0), token)
                .ConfigureAwait(false) ?? 0;
            return Page(
                await session.ListCodeRowsAsync(Statements.ListUsedCodes, token, asOf, place, code, query.Limit + 1L)
                    .ConfigureAwait(false),
                query.Limit, asOf);
        },
        cancellationToken);

    public ValueTask<IReadOnlyList<AccountCode>> ListForAsync(Did owner, CancellationToken cancellationToken) =>
        database.ReadAsync(
            (session, token) => session.ListCodesAsync(Statements.ListHeldCodes, token, owner.Value), cancellationToken);

    public ValueTask<int> DisableAsync(
        IReadOnlyList<TokenHash> codes, IReadOnlyList<Did> owners, CancellationToken cancellationToken) => database.WriteAsync(
        async (session, token) =>
        {
            var disabled = 0;
            foreach (var code in codes)
                disabled += await session.ExecuteAsync(Statements.DisableCode, token, code.ToArray()).ConfigureAwait(false);
            foreach (var owner in owners)
                disabled += await session.ExecuteAsync(Statements.DisableHeldCodes, token, owner.Value).ConfigureAwait(false);
            return disabled;
        },
        cancellationToken);

    public async ValueTask<IReadOnlyList<AccountCode>> EarnAsync(Earning earning, CancellationToken cancellationToken)
    {
        // Who has nothing to get never waits for the writer.
        var due = await database.ReadAsync((session, token) => CountAsync(session, earning, token), cancellationToken)
            .ConfigureAwait(false);
        if (due == 0) return [];
        var made = new List<AccountCode>(due);
        await database.WriteAsync(
            async (session, token) =>
            {
                made.Clear();
                await session.ExecuteAsync(Statements.LockAccount, token, earning.Account.Value).ConfigureAwait(false);
                var invites = await session.FindAsync(
                    Statements.FindAccount, SqlRows.ReadInvites, token, earning.Account.Value).ConfigureAwait(false);
                var count = await CountAsync(session, earning, token).ConfigureAwait(false);
                foreach (var prepared in earning.Prepared.Take(count))
                {
                    var code = prepared with
                    {
                        IsDisabled = invites.IsDisabled,
                        CreatedAt = Milliseconds.Of(prepared.CreatedAt),
                    };
                    if (await AddAsync(session, code, token).ConfigureAwait(false)) made.Add(code);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return made;
    }

    private async ValueTask<int> CountAsync(SqlSession session, Earning earning, CancellationToken cancellationToken) =>
        await session.FindAsync(
            Statements.CountEarned, row => earning.Count(row.GetInt64(0), row.GetInt64(1)), cancellationToken,
            earning.Account.Value, earning.Since.ToUnixTimeMilliseconds()).ConfigureAwait(false);

    private async ValueTask<bool> AddAsync(SqlSession session, AccountCode code, CancellationToken cancellationToken)
    {
        var hash = code.Hash.ToArray();
        var rows = await session.ExecuteAsync(
            Statements.AddCode, cancellationToken, hash, code.KeyId, code.Sealed.ToArray(), code.Owner.Value,
            code.CreatedBy.Value, code.CreatedAt.ToUnixTimeMilliseconds(), code.Available, code.IsDisabled ? 1 : 0,
            (long)code.Uses.Count).ConfigureAwait(false);
        if (rows == 0) return false;
        // Newest first in the value, oldest first in the ledger.
        for (var i = code.Uses.Count - 1; i >= 0; i--)
        {
            await session.ExecuteAsync(
                Statements.AddCodeUse, cancellationToken, hash, code.Uses[i].UsedBy.Value,
                code.Uses[i].UsedAt.ToUnixTimeMilliseconds(), code.Owner.Account?.Value).ConfigureAwait(false);
        }

        if (code.Uses.Count > 0)
        {
            await session.ExecuteAsync(Statements.CountUse, cancellationToken, hash, code.Uses[0].UsedBy.Value, 0L)
                .ConfigureAwait(false);
        }

        return true;
    }

    private static CodePage Page(List<SqlCodeRow> rows, int limit, long asOf)
    {
        var page = Page<SqlCodeRow>.Of(rows, limit);
        var next = page.HasMore ? new CodePosition(rows[^1].Place, rows[^1].Code!.Hash, asOf) : (CodePosition?)null;
        return new(rows.ConvertAll(row => row.Code!), next);
    }
}
