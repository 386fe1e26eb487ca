namespace AtInvites.Stores;

/// <summary>The resolution in which stores keep time: a number of milliseconds, which has no ticks and no offset.</summary>
internal static class Milliseconds
{
    /// <summary>The present, cut to the millisecond, so that what is answered is what is stored.</summary>
    public static DateTimeOffset GetMillisecond(this TimeProvider time) => Of(time.GetUtcNow());

    /// <summary>The time as a store keeps it.</summary>
    public static DateTimeOffset Of(DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
