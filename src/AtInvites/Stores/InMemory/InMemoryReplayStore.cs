using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryReplayStore : IReplayStore
{
    private readonly Lock _gate = new();
    private readonly HashSet<TokenHash> _used = [];
    private readonly PriorityQueue<TokenHash, long> _ends = new();

    public ValueTask<bool> TryUseAsync(TokenHash token, DateTimeOffset until, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_used.Add(token)) return new(false);
            _ends.Enqueue(token, until.ToUnixTimeMilliseconds());
            return new(true);
        }
    }

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var before = endedBefore.ToUnixTimeMilliseconds();
        lock (_gate)
        {
            var swept = 0;
            for (; swept < limit && _ends.TryPeek(out var token, out var end) && end < before; swept++)
            {
                _used.Remove(token);
                _ends.Dequeue();
            }

            return new(swept);
        }
    }
}
