using System.Data.Common;
using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>What a row of <see cref="SqlStatements.ReadRedemption"/> says of a redemption.</summary>
internal static class RedemptionRows
{
    /// <summary>Judges by what the row shows, and by <paramref name="taken"/> uses that it does not show yet.</summary>
    public static RedeemOutcome Judge(DbDataReader row, long now, int taken = 0)
    {
        if (!row.IsDBNull(6))
        {
            return row.IsDBNull(8)
                ? new(RedeemStatus.AlreadyAdmitted, AtUri.Parse(row.GetString(6)), (Perms)row.GetInt32(7))
                : new(RedeemStatus.Removed);
        }

        if (row.IsDBNull(0)) return new(RedeemStatus.Unknown);
        var status = Refusals.Judge(!row.IsDBNull(5), row.Number(2), row.Number(3), row.GetInt64(4) + taken, now);
        return status == RedeemStatus.Admitted ? Admit(row) : new(status);
    }

    /// <summary>An admission to the space and the perms of the first two columns.</summary>
    public static RedeemOutcome Admit(DbDataReader row) =>
        new(RedeemStatus.Admitted, AtUri.Parse(row.GetString(0)), (Perms)row.GetInt32(1));

    /// <summary>Where in the arrays of its statement a row belongs.</summary>
    public static int Place(DbDataReader row, int column) => (int)row.GetInt64(column) - 1;

    /// <summary>Hashes, accounts and times, as the statements for many take them.</summary>
    public static object[] Arrays(List<RedemptionRequest> requests) =>
    [
        requests.ConvertAll(request => request.Hash).ToArray(), requests.ConvertAll(request => request.Account).ToArray(),
        requests.ConvertAll(request => request.Now).ToArray(),
    ];
}
