namespace AtInvites.Records;

/// <summary>Record invites.</summary>
public sealed class RecordOptions
{
    /// <summary>How far ahead of the time at which it is seen a record may claim to be made; 15 minutes unless set, 0 or more.
    /// One that claims more is kept out.</summary>
    public TimeSpan MaxClockSkew { get; set; } = TimeSpan.FromMinutes(15);

    internal IEnumerable<string> Faults()
    {
        if (MaxClockSkew < TimeSpan.Zero)
            yield return $"AtInvites: Records:MaxClockSkew is {MaxClockSkew}; it needs 0 or more.";
    }
}
