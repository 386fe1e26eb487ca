namespace AtInvites.Stores;

/// <summary>The resolution in which stores keep the times of records: that of TIDs and of event streams.</summary>
internal static class Microseconds
{
    public static long OfUnix(DateTimeOffset time)
    {
        var ticks = (time - DateTimeOffset.UnixEpoch).Ticks;
        return (ticks - (((ticks % TimeSpan.TicksPerMicrosecond) + TimeSpan.TicksPerMicrosecond) % TimeSpan.TicksPerMicrosecond))
            / TimeSpan.TicksPerMicrosecond;
    }

    public static DateTimeOffset FromUnix(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>The time as a store keeps it, cut and in UTC.</summary>
    public static DateTimeOffset Of(DateTimeOffset time) => FromUnix(OfUnix(time));
}
