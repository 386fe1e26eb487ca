namespace AtInvites.Stores;

/// <summary>The resolution in which stores keep time.</summary>
internal static class Milliseconds
{
    /// <summary>The present, cut to the millisecond, so that what is answered is what is stored.</summary>
    public static DateTimeOffset GetMillisecond(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
