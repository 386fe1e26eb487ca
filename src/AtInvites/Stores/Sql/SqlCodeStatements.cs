namespace AtInvites.Stores.Sql;

/// <summary>The SQL of the verbs of account codes, in the same common language as <see cref="SqlStatements"/>. Statements that
/// read codes answer a row for each code and one for each of its uses, so that both are of one moment.</summary>
public sealed record SqlCodeStatements
{
    /// <summary>How many accounts a statement over several takes; a shorter list repeats one.</summary>
    public const int Batch = 64;

    private static readonly string[] BatchNames = [.. Enumerable.Range(0, Batch).Select(number => $"account{number}")];

    private static readonly string BatchList = string.Join(", ", BatchNames.Select(name => $"@{name}"));

    private const string ReadPage = """
        SELECT p.place AS place, c.code AS code, 0 AS kind, c.key_id, c.sealed, c.owner, c.created_by, c.created_at, c.available,
        c.disabled, NULL AS used_by, NULL AS used_at, NULL AS seq FROM page p JOIN atinvites_codes c ON c.code = p.code
        UNION ALL SELECT p.place, u.code, 1, NULL, NULL, NULL, NULL, NULL, NULL, NULL, u.used_by, u.used_at, u.seq
        FROM page p JOIN atinvites_code_uses u ON u.code = p.code
        ORDER BY place DESC, code DESC, kind, used_at DESC, seq DESC
        """;

    /// <summary>Adds a code with its number of uses; no row when its hash is taken.</summary>
    public SqlStatement AddCode { get; init; } = new("""
        INSERT INTO atinvites_codes
        (code, key_id, sealed, owner, created_by, created_at, available, disabled, uses, last_use)
        VALUES (@code, @key_id, @sealed, @owner, @created_by, @created_at, @available, @disabled, @uses, 0)
        ON CONFLICT DO NOTHING
        """, "code", "key_id", "sealed", "owner", "created_by", "created_at", "available", "disabled", "uses");

    /// <summary>Writes the ledger row of a use, which gets the next number; the inviter is null where the administration holds
    /// the code.</summary>
    public SqlStatement AddCodeUse { get; init; } = new("""
        INSERT INTO atinvites_code_uses (code, used_by, used_at, inviter) VALUES (@code, @account, @now, @inviter)
        """, "code", "account", "now", "inviter");

    /// <summary>Counts uses, and keeps the number of the one that the account made.</summary>
    public SqlStatement CountUse { get; init; } = new("""
        UPDATE atinvites_codes SET uses = uses + @more,
        last_use = (SELECT seq FROM atinvites_code_uses WHERE code = @code AND used_by = @account) WHERE code = @code
        """, "code", "account", "more");

    /// <summary>A code by its hash.</summary>
    public SqlStatement FindCode { get; init; } = new($"""
        WITH page AS MATERIALIZED (SELECT code, 0 AS place FROM atinvites_codes WHERE code = @code) {ReadPage}
        """, "code");

    /// <summary>The code that an account used first.</summary>
    public SqlStatement FindUsedCode { get; init; } = new($"""
        WITH page AS MATERIALIZED (SELECT code, 0 AS place FROM atinvites_code_uses WHERE used_by = @account
        ORDER BY used_at, seq LIMIT 1) {ReadPage}
        """, "account");

    /// <summary>Codes that an owner holds, newest first.</summary>
    public SqlStatement ListHeldCodes { get; init; } = new($"""
        WITH page AS MATERIALIZED (SELECT code, created_at AS place FROM atinvites_codes WHERE owner = @owner) {ReadPage}
        """, "owner");

    /// <summary>Codes, newest first, after a position.</summary>
    public SqlStatement ListRecentCodes { get; init; } = new($"""
        WITH page AS MATERIALIZED (SELECT code, created_at AS place FROM atinvites_codes
        WHERE (created_at, code) < (@place, @code) ORDER BY created_at DESC, code DESC LIMIT @limit) {ReadPage}
        """, "place", "code", "limit");

    /// <summary>Number of the last use of all codes; null before the first.</summary>
    public SqlStatement ReadLastUse { get; init; } = new("SELECT MAX(seq) FROM atinvites_code_uses");

    /// <summary>Codes, most used first as of a use, after a position: by index those that were not used since, and the few others
    /// by what they had then.</summary>
    public SqlStatement ListUsedCodes { get; init; } = new($"""
        WITH page AS MATERIALIZED (SELECT code, place FROM (
        SELECT code, place FROM (SELECT code, uses AS place FROM atinvites_codes
        WHERE last_use <= @as_of AND (uses, code) < (@place, @code) ORDER BY uses DESC, code DESC LIMIT @limit) calm
        UNION ALL SELECT code, place FROM (SELECT c.code AS code, c.uses - (SELECT COUNT(*) FROM atinvites_code_uses u
        WHERE u.code = c.code AND u.seq > @as_of) AS place FROM atinvites_codes c WHERE c.last_use <> 0 AND c.last_use > @as_of)
        moved WHERE (place, code) < (@place, @code)) merged
        ORDER BY place DESC, code DESC LIMIT @limit) {ReadPage}
        """, "as_of", "place", "code", "limit");

    /// <summary>Open codes held by any of some accounts.</summary>
    public SqlStatement ListOpenCodes { get; init; } = new($"""
        WITH page AS MATERIALIZED (SELECT code, 0 AS place FROM atinvites_codes
        WHERE owner IN ({BatchList}) AND disabled = 0 AND uses < available) {ReadPage}
        """, BatchNames);

    /// <summary>Disables a code that is not disabled.</summary>
    public SqlStatement DisableCode { get; init; } =
        new("UPDATE atinvites_codes SET disabled = 1 WHERE code = @code AND disabled = 0", "code");

    /// <summary>Disables what an owner holds.</summary>
    public SqlStatement DisableHeldCodes { get; init; } =
        new("UPDATE atinvites_codes SET disabled = 1 WHERE owner = @owner AND disabled = 0", "owner");

    /// <summary>Keeps every other change of the same code's uses and seats waiting until the transaction ends.</summary>
    public SqlStatement LockCode { get; init; } =
        new("UPDATE atinvites_codes SET uses = uses WHERE code = @code", "code");

    /// <summary>Who holds a code.</summary>
    public SqlStatement FindOwner { get; init; } = new("SELECT owner FROM atinvites_codes WHERE code = @code", "code");

    /// <summary>What a reservation, a commit or a use is judged by: the code, its seats that are held, the holder's lease and the
    /// account's use, null where there is none; no row when there is no such code.</summary>
    public SqlStatement ReadSeats { get; init; } = new("""
        SELECT disabled, available, uses, owner,
        (SELECT COUNT(*) FROM atinvites_seats WHERE code = @code AND lease_ends_at > @now),
        (SELECT lease_ends_at FROM atinvites_seats WHERE code = @code AND holder = @holder AND lease_ends_at > @now),
        (SELECT seq FROM atinvites_code_uses WHERE code = @code AND used_by = @account)
        FROM atinvites_codes WHERE code = @code
        """, "code", "holder", "account", "now");

    /// <summary>Deletes the seats of a code whose lease has ended.</summary>
    public SqlStatement DeleteEndedSeats { get; init; } =
        new("DELETE FROM atinvites_seats WHERE code = @code AND lease_ends_at <= @now", "code", "now");

    /// <summary>Holds a seat.</summary>
    public SqlStatement AddSeat { get; init; } = new("""
        INSERT INTO atinvites_seats (code, holder, lease_ends_at) VALUES (@code, @holder, @lease_ends_at)
        """, "code", "holder", "lease_ends_at");

    /// <summary>One row when there is a seat, held or not.</summary>
    public SqlStatement FindSeat { get; init; } =
        new("SELECT 1 FROM atinvites_seats WHERE code = @code AND holder = @holder", "code", "holder");

    /// <summary>Frees a seat.</summary>
    public SqlStatement DeleteSeat { get; init; } =
        new("DELETE FROM atinvites_seats WHERE code = @code AND holder = @holder", "code", "holder");

    /// <summary>Makes the account's row if there is none, and keeps every other who does waiting until the transaction
    /// ends.</summary>
    public SqlStatement LockAccount { get; init; } = new("""
        INSERT INTO atinvites_accounts (account, disabled, note) VALUES (@account, 0, NULL)
        ON CONFLICT (account) DO UPDATE SET disabled = atinvites_accounts.disabled
        """, "account");

    /// <summary>How many codes of an account's own making are open, and how many were made after a time.</summary>
    public SqlStatement CountEarned { get; init; } = new("""
        SELECT COUNT(CASE WHEN disabled = 0 AND uses < available THEN 1 END), COUNT(CASE WHEN created_at > @since THEN 1 END)
        FROM atinvites_codes WHERE owner = @account AND created_by = @account
        """, "account", "since");

    /// <summary>Sets an account's switch and note.</summary>
    public SqlStatement SetAccount { get; init; } = new("""
        INSERT INTO atinvites_accounts (account, disabled, note) VALUES (@account, @disabled, @note)
        ON CONFLICT (account) DO UPDATE SET disabled = excluded.disabled, note = excluded.note
        """, "account", "disabled", "note");

    /// <summary>An account's switch and note; no row when it was never set.</summary>
    public SqlStatement FindAccount { get; init; } =
        new("SELECT disabled, note FROM atinvites_accounts WHERE account = @account", "account");

    /// <summary>Uses of an inviter's codes, oldest first, after a position.</summary>
    public SqlStatement ListInvitees { get; init; } = new("""
        SELECT used_by, inviter, used_at, code FROM atinvites_code_uses
        WHERE inviter = @inviter AND (used_at, used_by, code) > (@used_at, @used_by, @code)
        ORDER BY used_at, used_by, code LIMIT @limit
        """, "inviter", "used_at", "used_by", "code", "limit");

    /// <summary>Who came by the codes of any of some accounts.</summary>
    public SqlStatement ListInvited { get; init; } = new(
        $"SELECT DISTINCT used_by FROM atinvites_code_uses WHERE inviter IN ({BatchList})", BatchNames);
}
