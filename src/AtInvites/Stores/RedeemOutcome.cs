using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>What a redemption answered. <paramref name="Space"/> and <paramref name="Perms"/> have a value only when
/// <see cref="IsAdmitted"/>.</summary>
public readonly record struct RedeemOutcome(RedeemStatus Status, AtUri Space = default, Perms Perms = default)
{
    /// <summary>Whether the account is in, now or since earlier.</summary>
    public bool IsAdmitted => Status is RedeemStatus.Admitted or RedeemStatus.AlreadyAdmitted;
}
