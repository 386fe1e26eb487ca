namespace AtInvites.Stores.Sql;

/// <summary>The SQL of every store verb, in the common language of SQLite 3.35 and PostgreSQL 15. Times are Unix milliseconds,
/// hashes are bytes. A database overrides what it says differently.</summary>
public sealed record SqlStatements
{
    private const string InviteColumns =
        "token, key_id, space, perms, created_by, created_at, expires_at, max_uses, note, revoked_at, uses";

    private const string EndsNow = "CASE WHEN ends_at <= @now THEN ends_at ELSE @now END";

    private const string SpaceColumns = "uri, owner, type, rkey, created_at, member_list_ref, app_policy_ref, app_policy";

    /// <summary>The statements of account codes.</summary>
    public SqlCodeStatements Codes { get; init; } = new();

    /// <summary>The statements of record invites.</summary>
    public SqlRecordStatements Records { get; init; } = new();

    /// <summary>The statements of what hosts share.</summary>
    public SqlSharingStatements Sharing { get; init; } = new();

    /// <summary>Version of the schema; no row before the first migration.</summary>
    public SqlStatement ReadVersion { get; init; } = new("SELECT MAX(version) FROM atinvites_schema");

    /// <summary>Records an applied migration.</summary>
    public SqlStatement WriteVersion { get; init; } = new("INSERT INTO atinvites_schema (version) VALUES (@version)", "version");

    /// <summary>Adds an invite unless its hash is taken or its space deleted; its count of rows tells.</summary>
    public SqlStatement AddInvite { get; init; } = new($"""
        INSERT INTO atinvites_invites ({InviteColumns}, ends_at)
        SELECT @token, @key_id, @space, @perms, @created_by, @created_at, @expires_at, @max_uses, @note, NULL, 0, @expires_at
        WHERE NOT EXISTS (SELECT 1 FROM atinvites_spaces WHERE uri = @space AND deleted_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM atinvites_uses WHERE token = @token)
        ON CONFLICT DO NOTHING
        """, "token", "key_id", "space", "perms", "created_by", "created_at", "expires_at", "max_uses", "note");

    /// <summary>One row when the space is known as deleted.</summary>
    public SqlStatement FindDeletedSpace { get; init; } =
        new("SELECT 1 FROM atinvites_spaces WHERE uri = @space AND deleted_at IS NOT NULL", "space");

    /// <summary>An invite by its hash.</summary>
    public SqlStatement FindInvite { get; init; } =
        new($"SELECT {InviteColumns} FROM atinvites_invites WHERE token = @token", "token");

    /// <summary>Invites of a space, newest first, after a position.</summary>
    public SqlStatement ListInvites { get; init; } = new($"""
        SELECT {InviteColumns} FROM atinvites_invites
        WHERE space = @space AND (created_at, token) < (@created_at, @token) AND (revoked_at IS NULL OR @revoked = 1)
        ORDER BY created_at DESC, token DESC LIMIT @limit
        """, "space", "created_at", "token", "revoked", "limit");

    /// <summary>Revokes one invite of a space, or leaves its time when it was revoked.</summary>
    public SqlStatement RevokeInvite { get; init; } = new($"""
        UPDATE atinvites_invites SET revoked_at = COALESCE(revoked_at, @now),
        ends_at = CASE WHEN revoked_at IS NULL THEN {EndsNow} ELSE ends_at END
        WHERE token = @token AND space = @space
        """, "token", "space", "now");

    /// <summary>Revokes what still stands of a space's invites.</summary>
    public SqlStatement RevokeInvites { get; init; } = new($"""
        UPDATE atinvites_invites SET revoked_at = @now, ends_at = {EndsNow} WHERE space = @space AND revoked_at IS NULL
        """, "space", "now");

    /// <summary>Deletes invites that ended before a time.</summary>
    public SqlStatement SweepInvites { get; init; } = new("""
        DELETE FROM atinvites_invites WHERE token IN
        (SELECT token FROM atinvites_invites WHERE ends_at < @before ORDER BY ends_at LIMIT @limit)
        """, "before", "limit");

    /// <summary>What a redemption is judged by: always one row, the invite's part and the use's part null where there is
    /// none.</summary>
    public SqlStatement ReadRedemption { get; init; } = new("""
        SELECT i.space, i.perms, i.expires_at, i.max_uses, i.uses, i.revoked_at, u.space, u.perms, u.removed_at
        FROM (SELECT 1 AS one) o
        LEFT JOIN atinvites_invites i ON i.token = @token
        LEFT JOIN atinvites_uses u ON u.token = @token AND u.account = @account
        """, "token", "account");

    /// <summary>Writes the ledger row, which is membership and outbox row too, and answers the space and the perms; no row when
    /// the account has one, or when the invite does not allow it beside <c>taken</c> uses that its count does not show
    /// yet.</summary>
    public SqlStatement AddUse { get; init; } = new("""
        INSERT INTO atinvites_uses (token, account, space, perms, invited_by, used_at, pending)
        SELECT token, @account, space, perms, created_by, @now, 1 FROM atinvites_invites
        WHERE token = @token AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > @now)
        AND (max_uses IS NULL OR uses + @taken < max_uses)
        ON CONFLICT DO NOTHING RETURNING space, perms
        """, "token", "account", "now", "taken");

    /// <summary>Counts uses that <see cref="AddUse"/> wrote, the last of them at a time.</summary>
    public SqlStatement CountUses { get; init; } = new($"""
        UPDATE atinvites_invites SET uses = uses + @taken,
        ends_at = CASE WHEN uses + @taken >= max_uses THEN {EndsNow} ELSE ends_at END WHERE token = @token
        """, "token", "now", "taken");

    /// <summary><see cref="AddUse"/> for many redemptions, of which no two are of one token and account: a JSON array with
    /// <c>[account, now]</c> for each, and their hashes one after the other. Those before others take uses before them. Answers
    /// space, perms, token and account of each that it admitted. Null where each is written by itself.</summary>
    public SqlStatement? AddUses { get; init; }

    /// <summary><see cref="CountUses"/> for many invites: a JSON array with <c>[taken, now]</c> for each, and their hashes one
    /// after the other. Null where each is counted by itself.</summary>
    public SqlStatement? CountAllUses { get; init; }

    /// <summary>Judges one redemption, takes the use and writes its row in one statement: the columns of
    /// <see cref="ReadRedemption"/> as they were before it, and one that is not null where it admitted. Where it neither admitted
    /// nor finds a refusal in that row, or ends as a conflict of keys (SQLSTATE 23505), it is asked again. Set with
    /// <see cref="RedeemMany"/>, or null.</summary>
    public SqlStatement? RedeemOne { get; init; }

    /// <summary>The same for many redemptions, given as arrays of equal length: a row for each, with its place from 1 on as the
    /// last column. Those before others take uses before them; of those of one token, account and time the first takes the use,
    /// and all have the column that tells of it. Null where
    /// redemptions that come at the same time share a transaction of <see cref="AddUse"/> and
    /// <see cref="CountUses"/>.</summary>
    public SqlStatement? RedeemMany { get; init; }

    /// <summary>The rows of <see cref="ReadRedemption"/> for arrays of equal length, with the place from 1 on as the last column.
    /// Null where one is read after the other.</summary>
    public SqlStatement? ReadRedemptions { get; init; }

    /// <summary>Admissions the host was not told of, after a place among them.</summary>
    public SqlStatement ListPending { get; init; } = new("""
        SELECT token, account, space, perms, invited_by, used_at FROM atinvites_uses
        WHERE pending = 1 AND (used_at, token, account) > (@used_at, @token, @account)
        ORDER BY used_at, token, account LIMIT @limit
        """, "used_at", "token", "account", "limit");

    /// <summary>Marks an admission as told.</summary>
    public SqlStatement Acknowledge { get; init; } =
        new("UPDATE atinvites_uses SET pending = NULL WHERE token = @token AND account = @account", "token", "account");

    /// <summary>Adds a space unless its URI is or was taken.</summary>
    public SqlStatement AddSpace { get; init; } = new($"""
        INSERT INTO atinvites_spaces ({SpaceColumns})
        VALUES (@uri, @owner, @type, @rkey, @created_at, @member_list_ref, @app_policy_ref, @app_policy) ON CONFLICT DO NOTHING
        """, "uri", "owner", "type", "rkey", "created_at", "member_list_ref", "app_policy_ref", "app_policy");

    /// <summary>A space that was not deleted.</summary>
    public SqlStatement FindSpace { get; init; } =
        new($"SELECT {SpaceColumns} FROM atinvites_spaces WHERE uri = @uri AND deleted_at IS NULL", "uri");

    /// <summary>Spaces an account owns, by URI.</summary>
    public SqlStatement ListOwnedSpaces { get; init; } = new($"""
        SELECT {SpaceColumns} FROM atinvites_spaces
        WHERE owner = @account AND uri > @after AND deleted_at IS NULL AND (@type = '' OR type = @type) ORDER BY uri LIMIT @limit
        """, "account", "after", "type", "limit");

    /// <summary>Spaces an account is a member of or owns, by URI.</summary>
    public SqlStatement ListJoinedSpaces { get; init; } = new($"""
        SELECT {SpaceColumns} FROM atinvites_spaces WHERE uri IN (
        SELECT space FROM atinvites_members WHERE account = @account AND space > @after
        UNION SELECT space FROM atinvites_uses WHERE account = @account AND space > @after AND removed_at IS NULL
        UNION SELECT uri FROM atinvites_spaces WHERE owner = @account AND uri > @after)
        AND deleted_at IS NULL AND (@type = '' OR type = @type) ORDER BY uri LIMIT @limit
        """, "account", "after", "type", "limit");

    /// <summary>Deletes a space.</summary>
    public SqlStatement DeleteSpace { get; init; } =
        new("UPDATE atinvites_spaces SET deleted_at = @now WHERE uri = @uri AND deleted_at IS NULL", "uri", "now");

    /// <summary>Grants a membership directly, or enlarges the one there is; no row when there is no such space.</summary>
    public SqlStatement AddMember { get; init; } = new("""
        INSERT INTO atinvites_members (space, account, perms, added_at, added_by)
        SELECT @space, @account, @perms, @added_at, @added_by
        WHERE EXISTS (SELECT 1 FROM atinvites_spaces WHERE uri = @space AND deleted_at IS NULL)
        ON CONFLICT (space, account) DO UPDATE SET
        perms = CASE WHEN excluded.perms > atinvites_members.perms THEN excluded.perms ELSE atinvites_members.perms END,
        added_at = CASE WHEN excluded.added_at < atinvites_members.added_at THEN excluded.added_at
        ELSE atinvites_members.added_at END,
        added_by = CASE WHEN (excluded.added_at, excluded.added_by) < (atinvites_members.added_at, atinvites_members.added_by)
        THEN excluded.added_by ELSE atinvites_members.added_by END
        """, "space", "account", "perms", "added_at", "added_by");

    /// <summary>Ends a direct membership.</summary>
    public SqlStatement DeleteMember { get; init; } =
        new("DELETE FROM atinvites_members WHERE space = @space AND account = @account", "space", "account");

    /// <summary>Ends the memberships that invites brought.</summary>
    public SqlStatement RemoveUses { get; init; } = new("""
        UPDATE atinvites_uses SET removed_at = @now WHERE space = @space AND account = @account AND removed_at IS NULL
        """, "space", "account", "now");

    /// <summary>Every grant an account holds in a space.</summary>
    public SqlStatement FindGrants { get; init; } = new("""
        SELECT account, perms, added_at, added_by FROM atinvites_members WHERE space = @space AND account = @account
        UNION ALL SELECT account, perms, used_at, invited_by FROM atinvites_uses
        WHERE space = @space AND account = @account AND removed_at IS NULL
        """, "space", "account");

    /// <summary>Every grant of the next accounts of a space, by DID.</summary>
    public SqlStatement ListGrants { get; init; } = new("""
        WITH page AS (
        SELECT account FROM atinvites_members WHERE space = @space AND account > @after
        UNION SELECT account FROM atinvites_uses WHERE space = @space AND account > @after AND removed_at IS NULL
        ORDER BY account LIMIT @limit)
        SELECT account, perms, added_at, added_by FROM atinvites_members
        WHERE space = @space AND account IN (SELECT account FROM page)
        UNION ALL SELECT account, perms, used_at, invited_by FROM atinvites_uses
        WHERE space = @space AND removed_at IS NULL AND account IN (SELECT account FROM page)
        ORDER BY account
        """, "space", "after", "limit");
}
