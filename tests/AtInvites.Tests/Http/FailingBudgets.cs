using System.Data.Common;
using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Tests.Http;

/// <summary>A lost connection around a real store of budgets, for as long as a test wants.</summary>
internal sealed class FailingBudgets(IBudgetStore real) : IBudgetStore
{
    public bool IsDown { get; set; }

    /// <summary>Calls that reached the store.</summary>
    public int Calls { get; private set; }

    public ValueTask<IReadOnlyList<BudgetCount>> ChargeAsync(
        IReadOnlyList<TokenHash> budgets, DateTimeOffset now, TimeSpan window, CancellationToken cancellationToken)
    {
        Calls++;
        return IsDown ? throw new ConnectionLostException() : real.ChargeAsync(budgets, now, window, cancellationToken);
    }

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        real.SweepAsync(endedBefore, limit, cancellationToken);

    private sealed class ConnectionLostException() : DbException("the connection was lost");
}
