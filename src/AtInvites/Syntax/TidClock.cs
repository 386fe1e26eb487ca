namespace AtInvites.Syntax;

/// <summary>Makes TIDs that strictly increase, for any number of threads and also while the time stands still or
/// goes back. Takes no lock.</summary>
public sealed class TidClock
{
    private readonly TimeProvider _time;
    private readonly int _clockId;
    private long _last = -1;

    /// <summary>Reads <paramref name="time"/> once a TID. <paramref name="clockId"/> is 0 to 1023, and distinct for generators
    /// that write to one repository.</summary>
    public TidClock(TimeProvider time, int clockId)
    {
        ArgumentNullException.ThrowIfNull(time);
        Tid.ThrowIfNoClockId(clockId);
        (_time, _clockId) = (time, clockId);
    }

    /// <summary>The present microsecond, or the one after the last TID's where that is later.</summary>
    public Tid Next()
    {
        var now = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return Tid.From(next, _clockId);
        }
    }
}
