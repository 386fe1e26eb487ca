namespace AtInvites.Syntax;

/// <summary>Makes TIDs that strictly increase, for any number of threads and also while
/// <paramref name="time"/> stands still or goes back.</summary>
/// <param name="time">The clock; read once a call.</param>
/// <param name="clockId">0 to 1023; distinct for generators that write to one repository.</param>
public sealed class TidClock(TimeProvider time, int clockId)
{
    private long _last = -1;

    /// <summary>The present microsecond, or the one after the last TID's where that is later.</summary>
    public Tid Next()
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last) return Tid.From(next, clockId);
        }
    }
}
