using AtInvites.Stores.Sql;

namespace AtInvites.Stores.Postgres;

/// <summary>The schema of the PostgreSQL store, step by step: the steps of the SQLite store by number. A released step is never
/// changed. Texts compare by ordinal (collation "C"); a text that people write is bytes, because PostgreSQL's text has no
/// U+0000.</summary>
internal static class PostgresMigrations
{
    // The lock keeps processes that start at once from making the same tables; it is released with the step's transaction.
    public const string CreateSchemaTable = """
        SELECT pg_advisory_xact_lock(hashtextextended('atinvites_schema', 0));
        CREATE TABLE IF NOT EXISTS atinvites_schema (version integer PRIMARY KEY);
        """;

    public static IReadOnlyList<SqlMigration> All { get; } =
        [new(1, Spaces), new(2, AccountCodes), new(3, RecordInvites), new(4, Sharing)];

    // Room on the pages of atinvites_invites lets a use be counted beside the row that it replaces, without a look at an index.
    private const string Spaces = """
        CREATE TABLE atinvites_invites (
          token bytea NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          key_id text NOT NULL,
          space text COLLATE "C" NOT NULL,
          perms integer NOT NULL,
          created_by text NOT NULL,
          created_at bigint NOT NULL,
          expires_at bigint,
          max_uses bigint,
          note bytea,
          revoked_at bigint,
          uses bigint NOT NULL CHECK (max_uses IS NULL OR uses <= max_uses),
          ends_at bigint
        ) WITH (fillfactor = 70);
        CREATE INDEX atinvites_invites_space ON atinvites_invites (space, created_at, token);
        CREATE INDEX atinvites_invites_ends ON atinvites_invites (ends_at) WHERE ends_at IS NOT NULL;

        CREATE TABLE atinvites_uses (
          token bytea NOT NULL,
          account text COLLATE "C" NOT NULL,
          space text COLLATE "C" NOT NULL,
          perms integer NOT NULL,
          invited_by text NOT NULL,
          used_at bigint NOT NULL,
          removed_at bigint,
          pending integer,
          PRIMARY KEY (token, account)
        );
        CREATE INDEX atinvites_uses_space ON atinvites_uses (space, account) WHERE removed_at IS NULL;
        CREATE INDEX atinvites_uses_account ON atinvites_uses (account, space) WHERE removed_at IS NULL;
        CREATE INDEX atinvites_uses_pending ON atinvites_uses (used_at, token, account) WHERE pending = 1;

        CREATE TABLE atinvites_spaces (
          uri text COLLATE "C" NOT NULL PRIMARY KEY,
          owner text COLLATE "C" NOT NULL,
          type text NOT NULL,
          rkey text NOT NULL,
          created_at bigint NOT NULL,
          member_list_ref text,
          app_policy_ref text,
          app_policy bytea,
          deleted_at bigint
        );
        CREATE INDEX atinvites_spaces_owner ON atinvites_spaces (owner, uri);

        CREATE TABLE atinvites_members (
          space text COLLATE "C" NOT NULL,
          account text COLLATE "C" NOT NULL,
          perms integer NOT NULL,
          added_at bigint NOT NULL,
          added_by text COLLATE "C" NOT NULL,
          PRIMARY KEY (space, account)
        );
        CREATE INDEX atinvites_members_account ON atinvites_members (account, space);
        """;

    // seq is drawn when a use is inserted, which is not the order in which transactions commit. A use that comes after a list's
    // first page with a number before it would move its code between pages; so that page waits until whoever inserts at that
    // moment has ended, a second at most. An insert holds its lock on the table from before it draws until it commits.
    private const string AccountCodes = """
        CREATE TABLE atinvites_codes (
          code bytea NOT NULL PRIMARY KEY CHECK (length(code) = 32),
          key_id text NOT NULL,
          sealed bytea NOT NULL,
          owner text COLLATE "C" NOT NULL,
          created_by text COLLATE "C" NOT NULL,
          created_at bigint NOT NULL,
          available bigint NOT NULL,
          disabled integer NOT NULL,
          uses bigint NOT NULL,
          last_use bigint NOT NULL
        );
        CREATE INDEX atinvites_codes_recent ON atinvites_codes (created_at, code);
        CREATE INDEX atinvites_codes_usage ON atinvites_codes (uses, code);
        CREATE INDEX atinvites_codes_owner ON atinvites_codes (owner);
        CREATE INDEX atinvites_codes_last_use ON atinvites_codes (last_use) WHERE last_use <> 0;

        CREATE TABLE atinvites_code_uses (
          seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          code bytea NOT NULL,
          used_by text COLLATE "C" NOT NULL,
          used_at bigint NOT NULL,
          inviter text COLLATE "C",
          UNIQUE (code, used_by)
        );
        CREATE INDEX atinvites_code_uses_account ON atinvites_code_uses (used_by, used_at);
        CREATE INDEX atinvites_code_uses_inviter ON atinvites_code_uses (inviter, used_at, used_by, code)
        WHERE inviter IS NOT NULL;

        CREATE TABLE atinvites_seats (
          code bytea NOT NULL,
          holder text COLLATE "C" NOT NULL,
          lease_ends_at bigint NOT NULL,
          PRIMARY KEY (code, holder)
        );

        CREATE TABLE atinvites_accounts (
          account text COLLATE "C" NOT NULL PRIMARY KEY,
          disabled integer NOT NULL,
          note bytea
        );

        CREATE FUNCTION atinvites_settled_use() RETURNS bigint LANGUAGE plpgsql AS $$
        DECLARE
          last bigint := (SELECT MAX(seq) FROM atinvites_code_uses);
          writers text[] := (SELECT array_agg(virtualtransaction) FROM pg_locks
            WHERE relation = 'atinvites_code_uses'::regclass AND mode = 'RowExclusiveLock' AND granted);
        BEGIN
          FOR attempt IN 1..100 LOOP
            EXIT WHEN NOT EXISTS (SELECT 1 FROM pg_locks
              WHERE relation = 'atinvites_code_uses'::regclass AND mode = 'RowExclusiveLock' AND granted
              AND virtualtransaction = ANY (writers));
            PERFORM pg_sleep(0.01);
          END LOOP;
          RETURN last;
        END
        $$;
        """;

    private const string RecordInvites = """
        CREATE TABLE atinvites_records (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          uri text COLLATE "C" NOT NULL UNIQUE
        );

        CREATE TABLE atinvites_record_versions (
          record bigint NOT NULL,
          rev text COLLATE "C" NOT NULL,
          deleted integer NOT NULL,
          cid text COLLATE "C" NOT NULL,
          kind integer NOT NULL,
          repo text NOT NULL,
          family text NOT NULL,
          substance text,
          seen_at bigint NOT NULL,
          backfill integer NOT NULL,
          subject text,
          invitee text,
          role bytea,
          message bytea,
          created_at bigint,
          expires_at bigint,
          ends_with_expiry integer NOT NULL,
          invite text,
          invite_cid text,
          answer integer,
          subject_cid text,
          edited integer NOT NULL,
          PRIMARY KEY (record, rev, deleted, cid)
        );

        CREATE TABLE atinvites_answers (
          invite bigint NOT NULL,
          answerer text COLLATE "C" NOT NULL,
          since bigint NOT NULL,
          uri text COLLATE "C" NOT NULL,
          answer integer NOT NULL,
          invite_cid text,
          subject text,
          PRIMARY KEY (invite, answerer, since, uri)
        );

        CREATE TABLE atinvites_handshakes (
          record bigint PRIMARY KEY,
          uri text COLLATE "C" NOT NULL,
          family text COLLATE "C" NOT NULL,
          cid text,
          inviter text COLLATE "C" NOT NULL,
          subject text COLLATE "C" NOT NULL,
          collection text COLLATE "C",
          invitee text COLLATE "C" NOT NULL,
          role bytea,
          message bytea,
          created_at bigint NOT NULL,
          expires_at bigint,
          ends_with_expiry integer NOT NULL,
          listed_at bigint NOT NULL,
          state integer NOT NULL,
          ends_at bigint,
          answer_uri text COLLATE "C",
          answer_since bigint,
          answer integer,
          answer_cid text,
          answer_subject text,
          subject_cid text
        );
        CREATE INDEX atinvites_handshakes_listed ON atinvites_handshakes (listed_at, uri);
        CREATE INDEX atinvites_handshakes_subject ON atinvites_handshakes (subject, listed_at, uri);
        CREATE INDEX atinvites_handshakes_invitee ON atinvites_handshakes (invitee, listed_at, uri);
        CREATE INDEX atinvites_handshakes_inviter ON atinvites_handshakes (inviter, listed_at, uri);
        CREATE INDEX atinvites_handshakes_accepted
        ON atinvites_handshakes (subject, invitee, answer_since, answer_uri) WHERE state = 1;

        CREATE TABLE atinvites_record_lock (id integer NOT NULL PRIMARY KEY);
        INSERT INTO atinvites_record_lock (id) VALUES (1);

        CREATE TABLE atinvites_cursors (
          source text COLLATE "C" NOT NULL PRIMARY KEY,
          position bigint NOT NULL
        );
        """;

    // A crash could take the last second of these without harm that lasts: transactions of theirs alone might begin with
    // SET LOCAL synchronous_commit = off. They do not; a token then passes twice around a crash.
    private const string Sharing = """
        CREATE TABLE atinvites_replays (
          token bytea NOT NULL PRIMARY KEY CHECK (length(token) = 32),
          ends_at bigint NOT NULL
        );
        CREATE INDEX atinvites_replays_ends ON atinvites_replays (ends_at);

        CREATE TABLE atinvites_budgets (
          budget bytea NOT NULL PRIMARY KEY CHECK (length(budget) = 32),
          charges bigint NOT NULL,
          ends_at bigint NOT NULL
        ) WITH (fillfactor = 70);
        CREATE INDEX atinvites_budgets_ends ON atinvites_budgets (ends_at);
        """;
}
