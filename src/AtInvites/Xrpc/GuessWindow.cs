using System.Threading.RateLimiting;

namespace AtInvites.Xrpc;

/// <summary>Counts up to a limit in a window that begins with the first count. The framework's own fixed window begins at any
/// time before that and always says that the whole of it is left.</summary>
internal sealed class GuessWindow : RateLimiter
{
    private readonly Lock _gate = new();
    private readonly int _limit;
    private readonly TimeSpan _length;
    private readonly TimeProvider _time;
    private readonly GuessLease _granted;
    private int _used;
    private long _since;
    private TimeSpan _leftThen;
    private long _askedAt;
    private DateTimeOffset _followed = DateTimeOffset.MinValue;

    public GuessWindow(int limit, TimeSpan length, TimeProvider time)
    {
        (_limit, _length, _time) = (limit, length, time);
        _granted = new(this, TimeSpan.Zero);
        _askedAt = time.GetTimestamp();
    }

    /// <summary>Null while a window runs; then how long nobody asked.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate) return Left() > TimeSpan.Zero ? null : _time.GetElapsedTime(_askedAt);
        }
    }

    /// <summary>Takes over what all hosts have counted, and answers how much of their window is left. Answers may come in any
    /// order: within a window the count only grows, and one of a former window changes nothing.</summary>
    public TimeSpan Follow(GuessCount count)
    {
        // A host whose clock is far ahead may have begun it.
        var left = TimeSpan.FromTicks(Math.Min((count.EndsAt - _time.GetUtcNow()).Ticks, _length.Ticks));
        lock (_gate)
        {
            if (count.EndsAt < _followed) return left;
            var guesses = (int)Math.Min(count.Guesses, _limit);
            _used = count.EndsAt == _followed ? Math.Max(_used, guesses) : guesses;
            (_followed, _since, _leftThen) = (count.EndsAt, _time.GetTimestamp(), left);
        }

        return left;
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>Zero permits ask whether there are any.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            _askedAt = _time.GetTimestamp();
            var left = Left();
            if (left <= TimeSpan.Zero) (_used, _since, _leftThen) = (0, _askedAt, _length);
            if (Math.Max(permitCount, 1) > _limit - _used) return new GuessLease(this, left);
            _used += permitCount;
            return _granted;
        }
    }

    /// <summary>Nobody waits for a permit.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    private TimeSpan Left() => _used == 0 ? TimeSpan.Zero : _leftThen - _time.GetElapsedTime(_since);
}
