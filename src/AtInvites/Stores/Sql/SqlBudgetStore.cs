using System.Data.Common;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

internal sealed class SqlBudgetStore(SqlDatabase database) : IBudgetStore
{
    private SqlSharingStatements Statements => database.Statements.Sharing;

    public async ValueTask<IReadOnlyList<BudgetCount>> ChargeAsync(
        IReadOnlyList<TokenHash> budgets, DateTimeOffset now, TimeSpan window, CancellationToken cancellationToken)
    {
        // All calls take their rows in one order, so that none waits for another that waits for it.
        var order = Enumerable.Range(0, budgets.Count).OrderBy(place => budgets[place]).ToArray();
        var (at, end) = (now.ToUnixTimeMilliseconds(), (now + window).ToUnixTimeMilliseconds());
        var counts = new BudgetCount[budgets.Count];
        await database.WriteAsync(
            async (session, ct) =>
            {
                foreach (var place in order)
                {
                    counts[place] = await session.FindAsync(
                        Statements.Charge, ReadCount, ct, budgets[place].ToArray(), end, at).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return counts;
    }

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (session, ct) => session.ExecuteAsync(Statements.SweepBudgets, ct, endedBefore.ToUnixTimeMilliseconds(), limit),
            cancellationToken);

    private static BudgetCount ReadCount(DbDataReader row) => new(row.GetInt64(0), row.Time(1));
}
