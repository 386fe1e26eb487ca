using System.Data;
using AtInvites.Stores.Sql;

namespace AtInvites.Stores.Postgres;

/// <summary>What PostgreSQL says differently: it locks rows where SQLite locks the file.</summary>
internal static class PostgresStatements
{
    // A space that is being deleted is waited for, and the row read then is what became of it. In the other order the deletion
    // waits, and revokes the invite.
    private const string AddInvite = """
        WITH space AS MATERIALIZED (SELECT deleted_at FROM atinvites_spaces WHERE uri = @space FOR SHARE)
        INSERT INTO atinvites_invites
        (token, key_id, space, perms, created_by, created_at, expires_at, max_uses, note, revoked_at, uses, ends_at)
        SELECT @token, @key_id, @space, @perms, @created_by, @created_at, @expires_at, @max_uses, @note, NULL, 0, @expires_at
        WHERE NOT EXISTS (SELECT 1 FROM space WHERE deleted_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM atinvites_uses WHERE token = @token)
        ON CONFLICT DO NOTHING
        """;

    // In the order in which redemptions take them, so that neither waits for the other in a circle.
    private const string RevokeInvites = """
        WITH standing AS MATERIALIZED (SELECT token FROM atinvites_invites
        WHERE space = @space AND revoked_at IS NULL ORDER BY token FOR UPDATE)
        UPDATE atinvites_invites SET revoked_at = @now, ends_at = CASE WHEN ends_at <= @now THEN ends_at ELSE @now END
        WHERE token IN (SELECT token FROM standing) AND revoked_at IS NULL
        """;

    private const string DisableHeldCodes = """
        WITH held AS MATERIALIZED (SELECT code FROM atinvites_codes
        WHERE owner = @owner AND disabled = 0 ORDER BY code FOR UPDATE)
        UPDATE atinvites_codes SET disabled = 1 WHERE code IN (SELECT code FROM held) AND disabled = 0
        """;

    // What somebody else deletes or charges just now is left to the next sweep, so that nobody waits in a circle.
    private const string SweepReplays = """
        WITH ended AS MATERIALIZED (SELECT token FROM atinvites_replays
        WHERE ends_at < @before ORDER BY ends_at LIMIT @limit FOR UPDATE SKIP LOCKED)
        DELETE FROM atinvites_replays WHERE token IN (SELECT token FROM ended) AND ends_at < @before
        """;

    private const string SweepBudgets = """
        WITH ended AS MATERIALIZED (SELECT budget FROM atinvites_budgets
        WHERE ends_at < @before ORDER BY ends_at LIMIT @limit FOR UPDATE SKIP LOCKED)
        DELETE FROM atinvites_budgets WHERE budget IN (SELECT budget FROM ended) AND ends_at < @before
        """;

    public static SqlStatements Create()
    {
        var common = new SqlStatements();
        var codes = common.Codes;
        return common with
        {
            AddInvite = common.AddInvite with { Text = AddInvite },
            RevokeInvites = common.RevokeInvites with { Text = RevokeInvites },
            RedeemOne = PostgresRedemption.One,
            RedeemMany = PostgresRedemption.Many,
            ReadRedemptions = PostgresRedemption.Read,
            Codes = codes with
            {
                LockCode = codes.LockCode with { Text = "SELECT 1 FROM atinvites_codes WHERE code = @code FOR UPDATE" },
                DisableHeldCodes = codes.DisableHeldCodes with { Text = DisableHeldCodes },
                ReadLastUse = new("SELECT atinvites_settled_use()"),
            },
            Sharing = common.Sharing with
            {
                SweepReplays = common.Sharing.SweepReplays with { Text = SweepReplays },
                SweepBudgets = common.Sharing.SweepBudgets with { Text = SweepBudgets },
            },
            Records = common.Records with { LockRecords = new("SELECT id FROM atinvites_record_lock FOR UPDATE") },
        };
    }

    /// <summary>The type of each parameter, so that statements can be prepared before they have values, and null has a
    /// type.</summary>
    public static DbType TypeOf(string parameter) => parameter switch
    {
        "tokens" or "accounts" or "times" => DbType.Object,
        "token" or "code" or "budget" or "sealed" or "note" or "app_policy" or "role" or "message" => DbType.Binary,
        "perms" or "revoked" or "disabled" or "deleted" or "kind" or "backfill" or "edited" or "ends_with_expiry" or "answer"
            or "state" or "version" => DbType.Int32,
        "now" or "before" or "limit" or "max_uses" or "available" or "uses" or "more" or "place" or "as_of" or "since"
            or "position" or "answer_since" => DbType.Int64,
        _ => parameter.EndsWith("_at", StringComparison.Ordinal) ? DbType.Int64 : DbType.String,
    };
}
