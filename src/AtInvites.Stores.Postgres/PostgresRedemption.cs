using AtInvites.Stores.Sql;

namespace AtInvites.Stores.Postgres;

/// <summary>Redemption in one statement. What it shows is what was committed before it began; what it takes, it takes of rows as
/// they are once it has locked them. Where the two differ somebody was faster, and the caller asks again.</summary>
internal static class PostgresRedemption
{
    public static SqlStatement One { get; } = new("""
        WITH taken AS (
        UPDATE atinvites_invites SET uses = uses + 1, ends_at = CASE WHEN uses + 1 >= max_uses
        THEN CASE WHEN ends_at <= @now THEN ends_at ELSE @now END ELSE ends_at END
        WHERE token = @token AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
        AND (max_uses IS NULL OR uses < max_uses)
        AND NOT EXISTS (SELECT 1 FROM atinvites_uses WHERE token = @token AND account = @account)
        RETURNING token, space, perms, created_by),
        added AS (
        INSERT INTO atinvites_uses (token, account, space, perms, invited_by, used_at, pending)
        SELECT token, @account, space, perms, created_by, @now, 1 FROM taken RETURNING 1 AS one)
        SELECT i.space, i.perms, i.expires_at, i.max_uses, i.uses, i.revoked_at, u.space, u.perms, u.removed_at, a.one
        FROM (SELECT 1) o
        LEFT JOIN atinvites_invites i ON i.token = @token
        LEFT JOIN atinvites_uses u ON u.token = @token AND u.account = @account
        LEFT JOIN added a ON true
        """, "token", "account", "now");

    // Invites are locked in the order of their hashes, as by whoever else locks several, so that nobody waits in a circle. A use
    // that another process wrote in the meantime is skipped; its redemption and those that found no place are asked again. An
    // invite that somebody holds for long fails the statement, so that it is asked for again by itself and no other waits for it.
    public static SqlStatement Many { get; } = new($"""
        WITH patience AS MATERIALIZED (
        SELECT set_config('lock_timeout',
        CASE WHEN (@tokens)[1] = ALL (@tokens) THEN current_setting('lock_timeout') ELSE '500' END, true)),
        {Seen("patience, ")},
        locked AS MATERIALIZED (
        SELECT i.token, s.account, s.now, s.number, i.space, i.perms, i.created_by, i.expires_at, i.max_uses - i.uses AS free
        FROM seen s JOIN atinvites_invites i ON i.token = s.token
        WHERE s.space IS NOT NULL AND s.used_space IS NULL AND s.revoked_at IS NULL
        AND (s.expires_at IS NULL OR s.expires_at > s.now) AND (s.max_uses IS NULL OR s.uses < s.max_uses)
        AND i.revoked_at IS NULL
        ORDER BY i.token, s.number FOR UPDATE OF i),
        fit AS MATERIALIZED (
        SELECT *, row_number() OVER (PARTITION BY token ORDER BY number) AS place FROM locked
        WHERE expires_at IS NULL OR expires_at > now),
        added AS (
        INSERT INTO atinvites_uses (token, account, space, perms, invited_by, used_at, pending)
        SELECT token, account, space, perms, created_by, now, 1 FROM fit WHERE free IS NULL OR place <= free ORDER BY number
        ON CONFLICT DO NOTHING RETURNING token, account, used_at),
        counted AS (
        UPDATE atinvites_invites i SET uses = uses + n.taken, ends_at = CASE WHEN uses + n.taken >= max_uses
        THEN CASE WHEN ends_at <= n.now THEN ends_at ELSE n.now END ELSE ends_at END
        FROM (SELECT token, count(*) AS taken, max(used_at) AS now FROM added GROUP BY token) n WHERE i.token = n.token)
        SELECT s.space, s.perms, s.expires_at, s.max_uses, s.uses, s.revoked_at, s.used_space, s.used_perms, s.removed_at,
        a.used_at, s.number
        FROM seen s LEFT JOIN added a ON a.token = s.token AND a.account = s.account AND a.used_at = s.now
        """, "tokens", "accounts", "times");

    public static SqlStatement Read { get; } = new($"""
        WITH {Seen("")}
        SELECT space, perms, expires_at, max_uses, uses, revoked_at, used_space, used_perms, removed_at, number FROM seen
        """, "tokens", "accounts", "times");

    private static string Seen(string before) => $"""
        seen AS MATERIALIZED (
        SELECT a.token, a.account, a.now, a.number, i.space, i.perms, i.expires_at, i.max_uses, i.uses, i.revoked_at,
        u.space AS used_space, u.perms AS used_perms, u.removed_at
        FROM {before}unnest(@tokens, @accounts, @times) WITH ORDINALITY a (token, account, now, number)
        LEFT JOIN atinvites_invites i ON i.token = a.token
        LEFT JOIN atinvites_uses u ON u.token = a.token AND u.account = a.account)
        """;
}
