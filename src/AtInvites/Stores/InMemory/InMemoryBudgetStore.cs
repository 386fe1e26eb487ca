using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryBudgetStore : IBudgetStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TokenHash, (long Charges, long End)> _budgets = [];

    // An entry for each window that began, also where the budget has begun another since.
    private readonly PriorityQueue<TokenHash, long> _ends = new();

    public ValueTask<IReadOnlyList<BudgetCount>> ChargeAsync(
        IReadOnlyList<TokenHash> budgets, DateTimeOffset now, TimeSpan window, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var at = now.ToUnixTimeMilliseconds();
        var end = (now + window).ToUnixTimeMilliseconds();
        var counts = new BudgetCount[budgets.Count];
        lock (_gate)
        {
            for (var i = 0; i < counts.Length; i++) counts[i] = Charge(budgets[i], at, end);
        }

        return new(counts);
    }

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var before = endedBefore.ToUnixTimeMilliseconds();
        lock (_gate)
        {
            var swept = 0;
            while (swept < limit && _ends.TryPeek(out var budget, out var end) && end < before)
            {
                _ends.Dequeue();
                if (_budgets.TryGetValue(budget, out var entry) && entry.End == end && _budgets.Remove(budget)) swept++;
            }

            return new(swept);
        }
    }

    private BudgetCount Charge(TokenHash budget, long now, long end)
    {
        if (_budgets.TryGetValue(budget, out var entry) && entry.End > now)
        {
            entry.Charges++;
        }
        else
        {
            entry = (1, end);
            _ends.Enqueue(budget, end);
        }

        _budgets[budget] = entry;
        return new(entry.Charges, DateTimeOffset.FromUnixTimeMilliseconds(entry.End));
    }
}
