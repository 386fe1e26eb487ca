using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace AtInvites.Xrpc;

/// <summary>The windows of those who guessed wrong. Whoever did not costs a look-up and no memory: the framework's partitioned
/// limiter makes a limiter for each account that redeems and walks through all of them several times a second.</summary>
internal sealed class GuessWindows<TKey>(int limit, TimeSpan length, TimeProvider time) : IDisposable
    where TKey : struct
{
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TKey, GuessWindow> _windows = new();
    private readonly Lock _gate = new();
    private long _prunedAt = time.GetTimestamp();

    /// <summary>How many are kept.</summary>
    public int Count => _windows.Count;

    /// <summary>Whether there is a permit left; null where nobody guessed.</summary>
    public RateLimitLease? Ask(TKey key) => _windows.TryGetValue(key, out var window) ? window.AttemptAcquire(0) : null;

    /// <summary>Takes a permit.</summary>
    public RateLimitLease Charge(TKey key)
    {
        // Nothing that is charged may be pruned meanwhile.
        lock (_gate)
        {
            if (time.GetElapsedTime(_prunedAt) >= PruneEvery) Prune();
            return _windows.GetOrAdd(key, static (_, own) => own.Create(), this).AttemptAcquire(1);
        }
    }

    public void Dispose()
    {
        foreach (var window in _windows.Values) window.Dispose();
    }

    private GuessWindow Create() => new(limit, length, time);

    private void Prune()
    {
        _prunedAt = time.GetTimestamp();
        foreach (var (key, window) in _windows)
        {
            if (window.IdleDuration is not null) _windows.TryRemove(key, out _);
        }
    }
}
