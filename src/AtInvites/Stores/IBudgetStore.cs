using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>Counts in windows of time, for every process of a database. Who counts names each budget by a digest and judges the
/// count.</summary>
public interface IBudgetStore
{
    /// <summary>Counts one more in each budget, in one step, and answers the counts in the order of
    /// <paramref name="budgets"/>. A window begins with the first charge and ends <paramref name="window"/> later, cut to the
    /// millisecond; a charge at its end or after begins another at 1. A budget named twice is charged twice. Concurrent calls
    /// lose no charge and never keep each other waiting for good, in whatever order they name budgets.</summary>
    ValueTask<IReadOnlyList<BudgetCount>> ChargeAsync(
        IReadOnlyList<TokenHash> budgets, DateTimeOffset now, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Forgets up to <paramref name="limit"/> budgets, those whose window ended first and before
    /// <paramref name="endedBefore"/>, and returns how many. A budget that is charged meanwhile loses nothing.</summary>
    ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken);
}
