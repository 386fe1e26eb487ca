using AtInvites.Stores.Sql;

namespace AtInvites.Stores.Sqlite;

/// <summary>The schema of the SQLite store, step by step. A released step is never changed.</summary>
internal static class SqliteMigrations
{
    public const string CreateSchemaTable =
        "CREATE TABLE IF NOT EXISTS atinvites_schema (version INTEGER PRIMARY KEY)";

    public static IReadOnlyList<SqlMigration> All { get; } =
        [new(1, Spaces), new(2, AccountCodes), new(3, RecordInvites), new(4, Sharing)];

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

    // uses counts the rows of atinvites_code_uses, last_use is the seq of the last of them or 0: a list by usage is as of a seq.
    // Nothing holds uses to available, because codes may be brought in with more. inviter is the owner unless that is admin.
    private const string AccountCodes = """
        CREATE TABLE atinvites_codes (
          code BLOB NOT NULL PRIMARY KEY CHECK (length(code) = 32),
          key_id TEXT NOT NULL,
          sealed BLOB NOT NULL,
          owner TEXT NOT NULL,
          created_by TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          available INTEGER NOT NULL,
          disabled INTEGER NOT NULL,
          uses INTEGER NOT NULL,
          last_use INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_codes_recent ON atinvites_codes (created_at, code);
        CREATE INDEX atinvites_codes_usage ON atinvites_codes (uses, code);
        CREATE INDEX atinvites_codes_owner ON atinvites_codes (owner);
        CREATE INDEX atinvites_codes_last_use ON atinvites_codes (last_use) WHERE last_use <> 0;

        CREATE TABLE atinvites_code_uses (
          seq INTEGER PRIMARY KEY,
          code BLOB NOT NULL,
          used_by TEXT NOT NULL,
          used_at INTEGER NOT NULL,
          inviter TEXT,
          UNIQUE (code, used_by)
        );
        CREATE INDEX atinvites_code_uses_account ON atinvites_code_uses (used_by, used_at);
        CREATE INDEX atinvites_code_uses_inviter ON atinvites_code_uses (inviter, used_at, used_by, code)
        WHERE inviter IS NOT NULL;

        CREATE TABLE atinvites_seats (
          code BLOB NOT NULL,
          holder TEXT NOT NULL,
          lease_ends_at INTEGER NOT NULL,
          PRIMARY KEY (code, holder)
        ) WITHOUT ROWID;

        CREATE TABLE atinvites_accounts (
          account TEXT NOT NULL PRIMARY KEY,
          disabled INTEGER NOT NULL,
          note TEXT
        ) WITHOUT ROWID;
        """;

    // Versions are what is known of each record; answers and handshakes are made of them. They name a record by its number, so
    // that a batch of new ones is written side by side and not all over the file. A handshake has its state until ends_at, and is
    // expired from then on.
    private const string RecordInvites = """
        CREATE TABLE atinvites_records (
          id INTEGER PRIMARY KEY,
          uri TEXT NOT NULL UNIQUE
        );

        CREATE TABLE atinvites_record_versions (
          record INTEGER NOT NULL,
          rev TEXT NOT NULL,
          deleted INTEGER NOT NULL,
          cid TEXT NOT NULL,
          kind INTEGER NOT NULL,
          repo TEXT NOT NULL,
          family TEXT NOT NULL,
          substance TEXT,
          seen_at INTEGER NOT NULL,
          backfill INTEGER NOT NULL,
          subject TEXT,
          invitee TEXT,
          role TEXT,
          message TEXT,
          created_at INTEGER,
          expires_at INTEGER,
          ends_with_expiry INTEGER NOT NULL,
          invite TEXT,
          invite_cid TEXT,
          answer INTEGER,
          subject_cid TEXT,
          edited INTEGER NOT NULL,
          PRIMARY KEY (record, rev, deleted, cid)
        ) WITHOUT ROWID;

        CREATE TABLE atinvites_answers (
          invite INTEGER NOT NULL,
          answerer TEXT NOT NULL,
          since INTEGER NOT NULL,
          uri TEXT NOT NULL,
          answer INTEGER NOT NULL,
          invite_cid TEXT,
          subject TEXT,
          PRIMARY KEY (invite, answerer, since, uri)
        ) WITHOUT ROWID;

        CREATE TABLE atinvites_handshakes (
          record INTEGER PRIMARY KEY,
          uri TEXT NOT NULL,
          family TEXT NOT NULL,
          cid TEXT,
          inviter TEXT NOT NULL,
          subject TEXT NOT NULL,
          collection TEXT,
          invitee TEXT NOT NULL,
          role TEXT,
          message TEXT,
          created_at INTEGER NOT NULL,
          expires_at INTEGER,
          ends_with_expiry INTEGER NOT NULL,
          listed_at INTEGER NOT NULL,
          state INTEGER NOT NULL,
          ends_at INTEGER,
          answer_uri TEXT,
          answer_since INTEGER,
          answer INTEGER,
          answer_cid TEXT,
          answer_subject TEXT,
          subject_cid TEXT
        );
        CREATE INDEX atinvites_handshakes_listed ON atinvites_handshakes (listed_at, uri);
        CREATE INDEX atinvites_handshakes_subject ON atinvites_handshakes (subject, listed_at, uri);
        CREATE INDEX atinvites_handshakes_invitee ON atinvites_handshakes (invitee, listed_at, uri);
        CREATE INDEX atinvites_handshakes_inviter ON atinvites_handshakes (inviter, listed_at, uri);
        CREATE INDEX atinvites_handshakes_accepted
        ON atinvites_handshakes (subject, invitee, answer_since, answer_uri) WHERE state = 1;

        CREATE TABLE atinvites_record_lock (id INTEGER NOT NULL PRIMARY KEY);
        INSERT INTO atinvites_record_lock (id) VALUES (1);

        CREATE TABLE atinvites_cursors (
          source TEXT NOT NULL PRIMARY KEY,
          position INTEGER NOT NULL
        ) WITHOUT ROWID;
        """;

    private const string Sharing = """
        CREATE TABLE atinvites_replays (
          token BLOB NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          ends_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_replays_ends ON atinvites_replays (ends_at);

        CREATE TABLE atinvites_budgets (
          budget BLOB NOT NULL PRIMARY KEY CHECK (length(budget) = 32),
          charges INTEGER NOT NULL,
          ends_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX atinvites_budgets_ends ON atinvites_budgets (ends_at);
        """;
}
