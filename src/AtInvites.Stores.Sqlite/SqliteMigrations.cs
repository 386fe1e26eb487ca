using AtInvites.Stores.Sql;

namespace AtInvites.Stores.Sqlite;

/// <summary>The schema of the SQLite store, step by step. A released step is never changed.</summary>
internal static class SqliteMigrations
{
    public const string CreateSchemaTable =
        "CREATE TABLE IF NOT EXISTS atinvites_schema (version INTEGER PRIMARY KEY)";

    public static IReadOnlyList<SqlMigration> All { get; } = [new(1, Spaces)];

    // ends_at is the earliest of expiry, revocation and last use: what the sweeper looks for. The rows of atinvites_uses are
    // ledger, membership (until removed_at) and outbox (while pending) at once, so that a redemption writes one row.
    private const string Spaces = """
        CREATE TABLE atinvites_invites (
          token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          key_id TEXT NOT NULL,
          space TEXT NOT NULL,
          perms INTEGER NOT NULL,
          created_by TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          expires_at INTEGER,
          max_uses INTEGER,
          note TEXT,
          revoked_at INTEGER,
          uses INTEGER NOT NULL CHECK (max_uses IS NULL OR uses <= max_uses),
          ends_at INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_invites_space ON atinvites_invites (space, created_at, token);
        CREATE INDEX atinvites_invites_ends ON atinvites_invites (ends_at) WHERE ends_at IS NOT NULL;

        CREATE TABLE atinvites_uses (
          token BLOB NOT NULL,
          account TEXT NOT NULL,
          space TEXT NOT NULL,
          perms INTEGER NOT NULL,
          invited_by TEXT NOT NULL,
          used_at INTEGER NOT NULL,
          removed_at INTEGER,
          pending INTEGER,
          PRIMARY KEY (token, account)
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_uses_space ON atinvites_uses (space, account) WHERE removed_at IS NULL;
        CREATE INDEX atinvites_uses_account ON atinvites_uses (account, space) WHERE removed_at IS NULL;
        CREATE INDEX atinvites_uses_pending ON atinvites_uses (used_at, token, account) WHERE pending = 1;

        CREATE TABLE atinvites_spaces (
          uri TEXT NOT NULL PRIMARY KEY,
          owner TEXT NOT NULL,
          type TEXT NOT NULL,
          rkey TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          member_list_ref TEXT,
          app_policy_ref TEXT,
          app_policy TEXT,
          deleted_at INTEGER
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_spaces_owner ON atinvites_spaces (owner, uri);

        CREATE TABLE atinvites_members (
          space TEXT NOT NULL,
          account TEXT NOT NULL,
          perms INTEGER NOT NULL,
          added_at INTEGER NOT NULL,
          added_by TEXT NOT NULL,
          PRIMARY KEY (space, account)
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_members_account ON atinvites_members (account, space);
        """;
}
