namespace AtInvites.Tests.Hosting;

/// <summary>A clock that stands until it is moved. Timers fire while it moves.</summary>
/// <param name="start">Unix milliseconds.</param>
internal sealed class ManualClock(long start = 1_800_000_000_123) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = DateTimeOffset.FromUnixTimeMilliseconds(start);

    public long Milliseconds => GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>How many timers wait for the clock to move.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _timers.Count(timer => timer.Due is not null);
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _now;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        lock (_gate) _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_gate)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.Due <= _now)];
            foreach (var timer in due) timer.Restart(_now);
        }

        foreach (var timer in due) timer.Fire();
    }

    internal void Forget(ManualTimer timer)
    {
        lock (_gate) _timers.Remove(timer);
    }
}
