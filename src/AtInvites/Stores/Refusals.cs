namespace AtInvites.Stores;

/// <summary>The one order in which an invite is refused. Every store decides by it, so that two faults at once read the same
/// everywhere.</summary>
public static class Refusals
{
    /// <summary>What an account that was never admitted by this invite meets at <paramref name="now"/>:
    /// <see cref="RedeemStatus.Revoked"/>, <see cref="RedeemStatus.Expired"/> (<c>now &gt;= expiresAt</c>),
    /// <see cref="RedeemStatus.Exhausted"/> or <see cref="RedeemStatus.Admitted"/>, where it may be admitted.</summary>
    /// <param name="revoked">Whether it was revoked.</param>
    /// <param name="expiresAt">Unix milliseconds; null means never, as does <see cref="long.MaxValue"/>.</param>
    /// <param name="maxUses">Uses allowed; null means any number, as does <see cref="long.MaxValue"/>.</param>
    /// <param name="uses">Uses taken.</param>
    /// <param name="now">Unix milliseconds.</param>
    public static RedeemStatus Judge(bool revoked, long? expiresAt, long? maxUses, long uses, long now)
    {
        if (revoked) return RedeemStatus.Revoked;
        if (now >= expiresAt) return RedeemStatus.Expired;
        return uses >= maxUses ? RedeemStatus.Exhausted : RedeemStatus.Admitted;
    }

    /// <summary>What somebody who never used an account code meets: <see cref="CodeStatus.Disabled"/>,
    /// <see cref="CodeStatus.Exhausted"/>, or <see cref="CodeStatus.Granted"/> where one can be had.</summary>
    /// <param name="disabled">Whether it was disabled.</param>
    /// <param name="available">Uses allowed.</param>
    /// <param name="uses">Uses taken.</param>
    /// <param name="held">Seats of others whose lease has not ended.</param>
    public static CodeStatus JudgeCode(bool disabled, long available, long uses, long held)
    {
        if (disabled) return CodeStatus.Disabled;
        return uses + held >= available ? CodeStatus.Exhausted : CodeStatus.Granted;
    }
}
