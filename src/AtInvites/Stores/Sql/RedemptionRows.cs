using System.Data.Common;
using AtInvites.Syntax;
using AtInvites.Tokens;

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

    /// <summary>Accounts with their times, as JSON, and hashes one after the other, as statements take them that have no
    /// arrays.</summary>
    public static object[] Pairs(List<RedemptionRequest> requests) =>
        [Json(requests.Select(request => $"[\"{request.Account}\",{request.Now}]")), Hashes(requests)];

    /// <summary>The same of uses taken, each with the time of the last.</summary>
    public static object[] Counts(List<(RedemptionRequest Last, int Taken)> taken) =>
    [
        Json(taken.Select(one => $"[{one.Taken},{one.Last.Now}]")), Hashes(taken.ConvertAll(one => one.Last)),
    ];

    /// <summary>Hashes, accounts and times, as the statements for many take them.</summary>
    public static object[] Arrays(List<RedemptionRequest> requests) =>
    [
        requests.ConvertAll(request => request.Hash).ToArray(), requests.ConvertAll(request => request.Account).ToArray(),
        requests.ConvertAll(request => request.Now).ToArray(),
    ];

    // A DID has no character that JSON escapes.
    private static string Json(IEnumerable<string> values) => $"[{string.Join(',', values)}]";

    private static byte[] Hashes(List<RedemptionRequest> requests)
    {
        var hashes = new byte[requests.Count * TokenHash.Size];
        for (var i = 0; i < requests.Count; i++) requests[i].Token.CopyTo(hashes.AsSpan(i * TokenHash.Size));
        return hashes;
    }
}
