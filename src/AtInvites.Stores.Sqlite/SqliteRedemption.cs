using AtInvites.Stores.Sql;

namespace AtInvites.Stores.Sqlite;

/// <summary>Redemptions that share a transaction, by one statement for all: a statement for each costs as much as the row that
/// it writes.</summary>
internal static class SqliteRedemption
{
    public static SqlStatement AddUses { get; } = new("""
        INSERT INTO atinvites_uses (token, account, space, perms, invited_by, used_at, pending)
        SELECT token, account, space, perms, created_by, now, 1 FROM (
        SELECT i.token, r.account, i.space, i.perms, i.created_by, r.now, i.max_uses - i.uses AS free,
        row_number() OVER (PARTITION BY i.token ORDER BY r.key) AS place
        FROM (SELECT key, substr(@tokens, 1 + 32 * key, 32) AS token, json_extract(value, '$[0]') AS account,
        json_extract(value, '$[1]') AS now FROM json_each(@requests)) r CROSS JOIN atinvites_invites i
        WHERE i.token = r.token AND i.revoked_at IS NULL AND (i.expires_at IS NULL OR i.expires_at > r.now)
        AND NOT EXISTS (SELECT 1 FROM atinvites_uses u WHERE u.token = r.token AND u.account = r.account))
        WHERE free IS NULL OR place <= free
        RETURNING space, perms, token, account
        """, "requests", "tokens");

    public static SqlStatement CountAllUses { get; } = new("""
        UPDATE atinvites_invites SET uses = uses + c.taken, ends_at = CASE WHEN uses + c.taken >= max_uses
        THEN CASE WHEN ends_at <= c.now THEN ends_at ELSE c.now END ELSE ends_at END
        FROM (SELECT substr(@tokens, 1 + 32 * key, 32) AS token, json_extract(value, '$[0]') AS taken,
        json_extract(value, '$[1]') AS now FROM json_each(@counts)) c WHERE atinvites_invites.token = c.token
        """, "counts", "tokens");
}
