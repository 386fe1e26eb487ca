namespace AtInvites.Stores.InMemory;

/// <summary>Keeps times as a database keeps them: a number of milliseconds, which has no ticks and no offset.</summary>
internal static class WholeMilliseconds
{
    public static DateTimeOffset Of(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
