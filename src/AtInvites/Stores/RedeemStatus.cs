namespace AtInvites.Stores;

/// <summary>How a redemption ended, in the order in which a store decides (<see cref="Refusals"/>).</summary>
public enum RedeemStatus
{
    /// <summary>The account is in by this invite since earlier; answered as before, nothing taken.</summary>
    AlreadyAdmitted,

    /// <summary>The account was in by this invite and its membership was removed since; the invite admits it no more.</summary>
    Removed,

    /// <summary>No invite has this hash.</summary>
    Unknown,

    /// <summary>It was revoked, by itself or with its space.</summary>
    Revoked,

    /// <summary>Its time has come: now is at or after the expiry.</summary>
    Expired,

    /// <summary>Every use is taken.</summary>
    Exhausted,

    /// <summary>One use was taken for the account.</summary>
    Admitted,
}
