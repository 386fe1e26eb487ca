namespace AtInvites.Records;

/// <summary>Record invites.</summary>
public sealed class RecordOptions
{
    /// <summary>How far ahead of the time at which it is seen a record may claim to be made; 15 minutes unless set, 0 or more.
    /// One that claims more is kept out.</summary>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>The Jetstream server that a host reads from which calls <c>AddJetstream</c> without another, such as
    /// <c>wss://jetstream2.us-east.bsky.network/subscribe</c>. Without that call it stops the start.</summary>
    public Uri? Jetstream { get; set; }

    internal void FindFaults(List<string> faults)
    {
        if (MaxClockSkew < TimeSpan.Zero)
            faults.Add($"AtInvites: Records:MaxClockSkew is {MaxClockSkew}; it needs 0 or more.");
    }
}
