namespace AtInvites.Redemption;

/// <summary>When ended invites are deleted. Nothing depends on it but the size of the store.</summary>
public sealed class SweepOptions
{
    /// <summary>How long an invite stays listed after it was revoked, expired or used up; zero to 100 years of
    /// 365 days. Default null: for ever.</summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>Time between two sweeps, 1 second to 45 days. Default 1 hour.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    internal void FindFaults(List<string> faults)
    {
        if (Retention < TimeSpan.Zero || Retention > TimeSpan.FromDays(36_500))
            faults.Add(
                $"AtInvites: Sweep:Retention is {Retention}; it needs 0 to 36,500 days, or no value to keep ended invites.");
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromDays(45))
            faults.Add($"AtInvites: Sweep:Interval is {Interval}; it needs 1 second to 45 days.");
    }
}
