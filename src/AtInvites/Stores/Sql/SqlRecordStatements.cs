namespace AtInvites.Stores.Sql;

/// <summary>The SQL of record invites, in the same common language as <see cref="SqlStatements"/>. Times are Unix microseconds.
/// A handshake is a row for its invite with the answer that counts; <c>state</c> is how it stood before its time was up, and
/// from <c>ends_at</c> on it is expired.</summary>
public sealed record SqlRecordStatements
{
    /// <summary>How many records a statement over several takes; a shorter list repeats one.</summary>
    public const int Batch = 64;

    private const string Records = "atinvites_records";
    private const string Versions = "atinvites_record_versions";
    private const string Answers = "atinvites_answers";
    private const string Handshakes = "atinvites_handshakes";

    // Tables name a record by the number that its URI has, so that what is told of new records is written side by side.
    private const string NumberOfUri = $"(SELECT id FROM {Records} WHERE uri = @uri)";
    private const string NumberOfInvite = $"(SELECT id FROM {Records} WHERE uri = @invite)";

    // What an invite offers, alike in every table that has it.
    private static readonly string[] Offer =
        ["subject", "subject_cid", "invitee", "role", "message", "created_at", "expires_at", "ends_with_expiry"];

    private static readonly string[] VersionKey = ["rev", "deleted", "cid"];

    private static readonly string[] VersionValues =
    [
        "kind", "repo", "family", "substance", "seen_at", "backfill", .. Offer, "invite", "invite_cid", "answer", "edited",
    ];

    private static readonly string[] AnswerKey = ["answerer", "since", "uri"];

    private static readonly string[] AnswerValues = ["answer", "invite_cid", "subject"];

    private static readonly string[] Outcome =
        ["state", "ends_at", "answer_uri", "answer_since", "answer", "answer_cid", "answer_subject"];

    private static readonly string[] HandshakeValues =
        ["family", "cid", "inviter", "collection", "listed_at", .. Offer, .. Outcome];

    private static readonly string[] Filters = ["subject", "invitee", "inviter", "family", "collection"];

    private static readonly string[] BatchNames = [.. Enumerable.Range(0, Batch).Select(number => $"uri{number}")];

    private static readonly string HandshakeColumns = $"uri, {Names(HandshakeValues)}";

    private static readonly string StateNow =
        $"CASE WHEN ends_at <= @now THEN {(int)HandshakeState.Expired} ELSE state END";

    private static readonly string IsAskedFor =
        $"CASE WHEN @state < 0 THEN {StateNow} <> {(int)HandshakeState.Revoked} ELSE {StateNow} = @state END";

    // Written as the index of collaborators has it, or it is not found.
    private static readonly string Accepted = $"state = {(int)HandshakeState.Accepted}";

    /// <summary>Keeps every other process that takes records in waiting until the transaction ends, and what is read after it is
    /// what they left.</summary>
    public SqlStatement LockRecords { get; init; } = new("UPDATE atinvites_record_lock SET id = id");

    /// <summary>Numbers a record unless it has a number.</summary>
    public SqlStatement AddRecord { get; init; } =
        new($"INSERT INTO {Records} (uri) VALUES (@uri) ON CONFLICT DO NOTHING", "uri");

    /// <summary>What is kept of some records, each from its oldest version on.</summary>
    public SqlStatement ListVersions { get; init; } = new($"""
        SELECT r.uri, {Names(VersionKey)}, {Names(VersionValues)} FROM {Records} r JOIN {Versions} v ON v.record = r.id
        WHERE r.uri IN ({Marks(BatchNames)}) ORDER BY v.record, v.rev, v.deleted, v.cid
        """, BatchNames);

    /// <summary>Writes a version, over what was known of it.</summary>
    public SqlStatement PutVersion { get; init; } = new($"""
        INSERT INTO {Versions} (record, {Names(VersionKey)}, {Names(VersionValues)})
        VALUES ({NumberOfUri}, {Marks(VersionKey)}, {Marks(VersionValues)})
        ON CONFLICT (record, {Names(VersionKey)}) DO UPDATE SET {Overwrite(VersionValues)}
        """, ["uri", .. VersionKey, .. VersionValues]);

    /// <summary>Forgets a version.</summary>
    public SqlStatement DeleteVersion { get; init; } = new(
        $"DELETE FROM {Versions} WHERE record = {NumberOfUri} AND {Equal(VersionKey)}", ["uri", .. VersionKey]);

    /// <summary>Answers of an account to an invite, latest first.</summary>
    public SqlStatement ListAnswers { get; init; } = new($"""
        SELECT r.uri, a.answerer, a.since, a.uri, a.answer, a.invite_cid, a.subject
        FROM {Records} r JOIN {Answers} a ON a.invite = r.id
        WHERE r.uri = @invite AND a.answerer = @answerer ORDER BY a.since DESC, a.uri DESC LIMIT @limit
        """, "invite", "answerer", "limit");

    /// <summary>Writes an answer that stands, over the same one.</summary>
    public SqlStatement PutAnswer { get; init; } = new($"""
        INSERT INTO {Answers} (invite, {Names(AnswerKey)}, {Names(AnswerValues)})
        VALUES ({NumberOfInvite}, {Marks(AnswerKey)}, {Marks(AnswerValues)})
        ON CONFLICT (invite, {Names(AnswerKey)}) DO UPDATE SET {Overwrite(AnswerValues)}
        """, ["invite", .. AnswerKey, .. AnswerValues]);

    /// <summary>Forgets an answer that stands no more.</summary>
    public SqlStatement DeleteAnswer { get; init; } = new(
        $"DELETE FROM {Answers} WHERE invite = {NumberOfInvite} AND {Equal(AnswerKey)}", ["invite", .. AnswerKey]);

    /// <summary>Writes a handshake whole.</summary>
    public SqlStatement PutHandshake { get; init; } = new($"""
        INSERT INTO {Handshakes} (record, uri, {Names(HandshakeValues)})
        VALUES ({NumberOfUri}, @uri, {Marks(HandshakeValues)})
        ON CONFLICT (record) DO UPDATE SET {Overwrite(HandshakeValues)}
        """, ["uri", .. HandshakeValues]);

    /// <summary>Writes what came of an invite that is as it was; touches none of the lists.</summary>
    public SqlStatement SetOutcome { get; init; } = new($"""
        UPDATE {Handshakes} SET {string.Join(", ", Outcome.Select(name => $"{name} = @{name}"))} WHERE record = {NumberOfUri}
        """, ["uri", .. Outcome]);

    /// <summary>A handshake by its invite.</summary>
    public SqlStatement FindHandshake { get; init; } =
        new($"SELECT {HandshakeColumns} FROM {Handshakes} WHERE record = {NumberOfUri}", "uri");

    /// <summary>Handshakes, newest first, after a position. Of every list and count, an empty text does not filter, nor does a
    /// state below 0, which means all but revoked ones.</summary>
    public SqlStatement ListHandshakes { get; init; } = List("");

    /// <summary>As <see cref="ListHandshakes"/>, of one subject.</summary>
    public SqlStatement ListBySubject { get; init; } = List("subject");

    /// <summary>As <see cref="ListHandshakes"/>, of one invitee.</summary>
    public SqlStatement ListByInvitee { get; init; } = List("invitee");

    /// <summary>As <see cref="ListHandshakes"/>, of one inviter.</summary>
    public SqlStatement ListByInviter { get; init; } = List("inviter");

    /// <summary>How many there are of <see cref="ListHandshakes"/>.</summary>
    public SqlStatement CountHandshakes { get; init; } = Count("");

    /// <summary>How many there are of <see cref="ListBySubject"/>.</summary>
    public SqlStatement CountBySubject { get; init; } = Count("subject");

    /// <summary>How many there are of <see cref="ListByInvitee"/>.</summary>
    public SqlStatement CountByInvitee { get; init; } = Count("invitee");

    /// <summary>How many there are of <see cref="ListByInviter"/>.</summary>
    public SqlStatement CountByInviter { get; init; } = Count("inviter");

    /// <summary>The handshake by which an account is a collaborator, the last accepted one of several.</summary>
    public SqlStatement FindCollaborator { get; init; } = new($"""
        SELECT {HandshakeColumns} FROM {Handshakes}
        WHERE subject = @subject AND invitee = @invitee AND {Accepted}
        AND (ends_at IS NULL OR ends_at > @now) AND (@family = '' OR family = @family)
        ORDER BY answer_since DESC, answer_uri DESC LIMIT 1
        """, "subject", "invitee", "family", "now");

    /// <summary>As <see cref="FindCollaborator"/>, of the next accounts by DID.</summary>
    public SqlStatement ListCollaborators { get; init; } = new($"""
        SELECT {HandshakeColumns} FROM {Handshakes}
        WHERE subject = @subject AND invitee > @after AND {Accepted}
        AND (ends_at IS NULL OR ends_at > @now) AND (@family = '' OR family = @family)
        AND NOT EXISTS (SELECT 1 FROM {Handshakes} later
        WHERE later.subject = @subject AND later.invitee = {Handshakes}.invitee AND later.{Accepted}
        AND (later.answer_since, later.answer_uri) > ({Handshakes}.answer_since, {Handshakes}.answer_uri)
        AND (later.ends_at IS NULL OR later.ends_at > @now) AND (@family = '' OR later.family = @family))
        ORDER BY invitee LIMIT @limit
        """, "subject", "after", "family", "now", "limit");

    /// <summary>The cursor of a source; no row when there is none.</summary>
    public SqlStatement FindCursor { get; init; } =
        new("SELECT position FROM atinvites_cursors WHERE source = @source", "source");

    /// <summary>Writes the cursor of a source.</summary>
    public SqlStatement PutCursor { get; init; } = new("""
        INSERT INTO atinvites_cursors (source, position) VALUES (@source, @position)
        ON CONFLICT (source) DO UPDATE SET position = excluded.position
        """, "source", "position");

    private static SqlStatement List(string by) => new($"""
        SELECT {HandshakeColumns} FROM {Handshakes}
        WHERE {Conditions(by)} AND (listed_at, uri) < (@listed_at, @uri)
        ORDER BY listed_at DESC, uri DESC LIMIT @limit
        """, [.. Filters, "state", "now", "listed_at", "uri", "limit"]);

    private static SqlStatement Count(string by) =>
        new($"SELECT COUNT(*) FROM {Handshakes} WHERE {Conditions(by)}", [.. Filters, "state", "now"]);

    /// <summary>One column is filtered without an alternative, so that an index finds it.</summary>
    private static string Conditions(string by)
    {
        var filters = Filters.Select(name => name == by ? $"{name} = @{name}" : $"(@{name} = '' OR {name} = @{name})");
        return $"{string.Join(" AND ", filters)} AND {IsAskedFor}";
    }

    private static string Overwrite(string[] names) => string.Join(", ", names.Select(name => $"{name} = excluded.{name}"));

    private static string Names(string[] names) => string.Join(", ", names);

    private static string Marks(string[] names) => string.Join(", ", names.Select(name => $"@{name}"));

    private static string Equal(string[] names) => string.Join(" AND ", names.Select(name => $"{name} = @{name}"));
}
