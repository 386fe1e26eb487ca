namespace AtInvites.Hosting;

/// <summary>When the health checks of <see cref="AtInvitesHealthChecks.AddAtInvites"/> complain.</summary>
public sealed class HealthOptions
{
    /// <summary>How far a source of record events may be behind before it is degraded, 1 minute to 1 day. Default 5
    /// minutes.</summary>
    public TimeSpan MaxLag { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the store may take to say which schema it has before it counts as gone, 100 milliseconds to 1 minute.
    /// Default 5 seconds.</summary>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal void FindFaults(List<string> faults)
    {
        if (MaxLag < TimeSpan.FromMinutes(1) || MaxLag > TimeSpan.FromDays(1))
            faults.Add($"AtInvites: Health:MaxLag is {MaxLag}; it needs 1 minute to 1 day.");
        if (StoreTimeout < TimeSpan.FromMilliseconds(100) || StoreTimeout > TimeSpan.FromMinutes(1))
            faults.Add($"AtInvites: Health:StoreTimeout is {StoreTimeout}; it needs 100 milliseconds to 1 minute.");
    }
}
