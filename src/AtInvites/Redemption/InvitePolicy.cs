namespace AtInvites.Redemption;

/// <summary>What a host allows beyond what the lexicons do. A request over a cap is refused, never trimmed.</summary>
public sealed class InvitePolicy
{
    /// <summary>Most uses an invite may have, 1 to 2^53 − 1; with a cap an invite without <c>maxUses</c> is refused. Default
    /// null: no cap.</summary>
    public long? MaxUses { get; set; }

    /// <summary>Longest time from mint to expiry, more than zero; with a cap an invite without <c>expiresAt</c> is refused.
    /// Default null: no cap.</summary>
    public TimeSpan? MaxLifetime { get; set; }

    internal void FindFaults(List<string> faults)
    {
        if (MaxUses is < 1 or > Stores.Invite.MaxMaxUses)
            faults.Add($"AtInvites: Policy:MaxUses is {MaxUses}; it needs 1 to 2^53 − 1, or no value for no cap.");
        if (MaxLifetime <= TimeSpan.Zero)
            faults.Add($"AtInvites: Policy:MaxLifetime is {MaxLifetime}; it needs more than zero, or no value for no cap.");
    }
}
