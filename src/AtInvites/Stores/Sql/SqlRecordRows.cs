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
        var (invite, answer) = (version.Invite, version.Answer);
        return
        [
            .. Key(version), (int)version.Kind, version.Repo.Value, version.Family, version.Substance?.Value,
            Microseconds.OfUnix(version.SeenAt), version.IsBackfill ? 1 : 0,
            (invite?.Subject ?? answer?.Subject)?.Value, invite?.Invitee.Value, invite?.Role, invite?.Message,
            invite is null ? null : Microseconds.OfUnix(invite.CreatedAt), Time(invite?.ExpiresAt),
            invite is { EndsWithExpiry: true } ? 1 : 0, answer?.Invite.Value, answer?.InviteCid?.Value, (int?)answer?.Kind,
            invite?.SubjectCid?.Value, version.IsEdit ? 1 : 0,
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
            Invite = kind == RecordVersionKind.Invite ? ReadTerms(row) : null,
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
        Terms = new()
        {
            Invite = AtUri.Parse(row.GetString(0)),
            Kind = (AnswerKind)row.GetInt32(4),
            InviteCid = row.CidOrNull(5),
            Subject = row.UriOrNull(6),
        },
    };

    public static Cid? CidOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Cid.Parse(row.GetString(column));

    public static AtUri? UriOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : AtUri.Parse(row.GetString(column));

    public static DateTimeOffset Moment(this DbDataReader row, int column) => Microseconds.FromUnix(row.GetInt64(column));

    public static long? Time(DateTimeOffset? time) => time is { } moment ? Microseconds.OfUnix(moment) : null;

    private static InviteTerms ReadTerms(DbDataReader row) => new()
    {
        Subject = AtUri.Parse(row.GetString(10)),
        SubjectCid = row.CidOrNull(20),
        Invitee = Did.Parse(row.GetString(11)),
        Role = row.Text(12),
        Message = row.Text(13),
        CreatedAt = row.Moment(14),
        ExpiresAt = row.IsDBNull(15) ? null : row.Moment(15),
        EndsWithExpiry = row.GetInt32(16) != 0,
    };

    private static AnswerTerms ReadAnswerTerms(DbDataReader row) => new()
    {
        Subject = row.UriOrNull(10),
        Invite = AtUri.Parse(row.GetString(17)),
        InviteCid = row.CidOrNull(18),
        Kind = (AnswerKind)row.GetInt32(19),
    };
}
