namespace AtInvites.Stores.Sql;

/// <summary>Who wants a place of a code, and when, as parameters.</summary>
/// <param name="Code">The hash.</param>
/// <param name="Holder">Of the seat; null where no seat is meant.</param>
/// <param name="Account">Who uses the code; null where nobody does yet.</param>
/// <param name="Now">Unix milliseconds.</param>
internal readonly record struct SqlSeatClaim(byte[] Code, string? Holder, string? Account, long Now)
{
    public static SqlSeatClaim Of(SeatCommit commit) =>
        new(commit.Code.ToArray(), commit.Holder, commit.Account.Value, commit.Now.ToUnixTimeMilliseconds());
}
