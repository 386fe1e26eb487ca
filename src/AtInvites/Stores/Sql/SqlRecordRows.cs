using System.Data.Common;
using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>Versions of records and answers to columns and back, in the order of <see cref="SqlRecordStatements"/>.</summary>
internal static class SqlRecordRows
{
    public static object?[] Key(RecordVersion version) =>
        [version.Uri.Value, version.Rev.Value, version.Kind == RecordVersionKind.Deleted ? 1 : 0, version.Cid?.Value ?? ""];

    public static object?[] Values(RecordVersion version)
    {
        var (offer, answer) = (OfferValues(version.Invite), version.Answer);
        offer[0] ??= answer?.Subject?.Value;
        return
        [
            .. Key(version), (int)version.Kind, version.Repo.Value, version.Family, version.Substance?.Value,
            Microseconds.OfUnix(version.SeenAt), version.IsBackfill ? 1 : 0, .. offer, answer?.Invite.Value,
            answer?.InviteCid?.Value, (int?)answer?.Kind, version.IsEdit ? 1 : 0,
        ];
    }

    public static RecordVersion ReadVersion(DbDataReader row)
    {
        var kind = (RecordVersionKind)row.GetInt32(4);
        return new()
        {
            Uri = AtUri.Parse(row.GetString(0)),
            Rev = Tid.Parse(row.GetString(1)),
            Cid = row.GetString(3) is { Length: > 0 } cid ? Cid.Parse(cid) : null,
            Kind = kind,
            Repo = Did.Parse(row.GetString(5)),
            Family = row.GetString(6),
            Substance = row.CidOrNull(7),
            SeenAt = row.Moment(8),
            IsBackfill = row.GetInt32(9) != 0,
            IsEdit = row.GetInt32(21) != 0,
            Invite = kind == RecordVersionKind.Invite ? ReadOffer(row, 10) : null,
            Answer = kind == RecordVersionKind.Answer ? ReadAnswerTerms(row) : null,
        };
    }

    public static object?[] Key(Answer answer) =>
        [answer.Terms.Invite.Value, answer.Answerer.Value, Microseconds.OfUnix(answer.Since), answer.Uri.Value];

    public static object?[] Values(Answer answer) =>
        [.. Key(answer), (int)answer.Terms.Kind, answer.Terms.InviteCid?.Value, answer.Terms.Subject?.Value];

    public static Answer ReadAnswer(DbDataReader row) => new()
    {
        Answerer = Did.Parse(row.GetString(1)),
        Since = row.Moment(2),
        Uri = AtUri.Parse(row.GetString(3)),
        Terms = ReadSaid(row, AtUri.Parse(row.GetString(0)), 4),
    };

    /// <summary>What an answer to an invite says, in the columns from <paramref name="first"/> on: the kind, the CID that it
    /// names and the subject.</summary>
    public static AnswerTerms ReadSaid(DbDataReader row, AtUri invite, int first) => new()
    {
        Invite = invite,
        Kind = (AnswerKind)row.GetInt32(first),
        InviteCid = row.CidOrNull(first + 1),
        Subject = row.UriOrNull(first + 2),
    };

    /// <summary>What an invite offers; nulls where there is no invite.</summary>
    public static object?[] OfferValues(InviteTerms? terms) =>
    [
        terms?.Subject.Value, terms?.SubjectCid?.Value, terms?.Invitee.Value, terms?.Role, terms?.Message,
        Time(terms?.CreatedAt), Time(terms?.ExpiresAt), terms is { EndsWithExpiry: true } ? 1 : 0,
    ];

    /// <summary>What an invite offers, in the columns from <paramref name="first"/> on.</summary>
    public static InviteTerms ReadOffer(DbDataReader row, int first) => new()
    {
        Subject = AtUri.Parse(row.GetString(first)),
        SubjectCid = row.CidOrNull(first + 1),
        Invitee = Did.Parse(row.GetString(first + 2)),
        Role = row.Text(first + 3),
        Message = row.Text(first + 4),
        CreatedAt = row.Moment(first + 5),
        ExpiresAt = row.IsDBNull(first + 6) ? null : row.Moment(first + 6),
        EndsWithExpiry = row.GetInt32(first + 7) != 0,
    };

    public static Cid? CidOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Cid.Parse(row.GetString(column));

    public static AtUri? UriOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : AtUri.Parse(row.GetString(column));

    public static DateTimeOffset Moment(this DbDataReader row, int column) => Microseconds.FromUnix(row.GetInt64(column));

    public static long? Time(DateTimeOffset? time) => time is { } moment ? Microseconds.OfUnix(moment) : null;

    private static AnswerTerms ReadAnswerTerms(DbDataReader row) => new()
    {
        Subject = row.UriOrNull(10),
        Invite = AtUri.Parse(row.GetString(18)),
        InviteCid = row.CidOrNull(19),
        Kind = (AnswerKind)row.GetInt32(20),
    };
}
