using System.Data.Common;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

internal sealed class SqlRedemptionStore(SqlDatabase database) : IRedemptionStore
{
    /// <summary>Each round is lost only to a change of the invite between reading and writing, and few changes can follow one
    /// another before the answer is a refusal.</summary>
    private const int Rounds = 16;

    public async ValueTask<RedeemOutcome> RedeemAsync(
        TokenHash token, Did account, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = token.ToArray();
        var at = now.ToUnixTimeMilliseconds();
        for (var round = 0; round < Rounds; round++)
        {
            // Who is refused, or in already, never waits for the writer.
            var seen = await database.ReadAsync(
                (session, ct) => session.FindAsync(
                    database.Statements.ReadRedemption, row => Judge(row, at), ct, hash, account.Value),
                cancellationToken).ConfigureAwait(false);
            if (seen.Status != RedeemStatus.Admitted) return seen;
            if (await TakeAsync(hash, account, at, cancellationToken).ConfigureAwait(false)) return seen;
        }

        throw new TimeoutException("AtInvites: an invite changed under every attempt to redeem it; try again.");
    }

    private async ValueTask<bool> TakeAsync(byte[] hash, Did account, long at, CancellationToken cancellationToken) =>
        await database.TryWriteAsync<bool>(
            async (session, token) =>
            {
                var statements = database.Statements;
                if (await session.ExecuteAsync(statements.TakeUse, token, hash, at).ConfigureAwait(false) == 0) return null;
                var rows = await session.ExecuteAsync(statements.AddUse, token, hash, account.Value, at).ConfigureAwait(false);
                return rows == 0 ? null : true;
            },
            cancellationToken).ConfigureAwait(false) is true;

    private static RedeemOutcome Judge(DbDataReader row, long now)
    {
        if (!row.IsDBNull(6))
        {
            return row.IsDBNull(8)
                ? new(RedeemStatus.AlreadyAdmitted, AtUri.Parse(row.GetString(6)), (Perms)row.GetInt32(7))
                : new(RedeemStatus.Removed);
        }

        if (row.IsDBNull(0)) return new(RedeemStatus.Unknown);
        var status = Refusals.Judge(!row.IsDBNull(5), row.Number(2), row.Number(3), row.GetInt64(4), now);
        return status == RedeemStatus.Admitted
            ? new(status, AtUri.Parse(row.GetString(0)), (Perms)row.GetInt32(1))
            : new(status);
    }
}
