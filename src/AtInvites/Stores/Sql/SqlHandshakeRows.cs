using System.Data.Common;
using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>Handshakes to columns and back, in the order of <see cref="SqlRecordStatements"/>.</summary>
internal static class SqlHandshakeRows
{
    public static object?[] Values(Handshake handshake)
    {
        var terms = handshake.Terms;
        return
        [
            handshake.Uri.Value, handshake.Family, handshake.Cid?.Value, handshake.Inviter.Value, terms.Subject.Value,
            terms.Subject.Collection?.Value, terms.Invitee.Value, terms.Role, terms.Message,
            Microseconds.OfUnix(terms.CreatedAt), SqlRecordRows.Time(terms.ExpiresAt), terms.EndsWithExpiry ? 1 : 0,
            Microseconds.OfUnix(handshake.ListedAt), .. Outcome(handshake), terms.SubjectCid?.Value,
        ];
    }

    /// <summary>The invite's URI and what came of it.</summary>
    public static object?[] OutcomeValues(Handshake handshake) => [handshake.Uri.Value, .. Outcome(handshake)];

    public static Handshake Read(DbDataReader row)
    {
        var (invite, invitee) = (AtUri.Parse(row.GetString(0)), Did.Parse(row.GetString(6)));
        return new()
        {
            Uri = invite,
            Family = row.GetString(1),
            Cid = row.CidOrNull(2),
            Inviter = Did.Parse(row.GetString(3)),
            Terms = new()
            {
                Subject = AtUri.Parse(row.GetString(4)),
                SubjectCid = row.CidOrNull(20),
                Invitee = invitee,
                Role = row.Text(7),
                Message = row.Text(8),
                CreatedAt = row.Moment(9),
                ExpiresAt = row.IsDBNull(10) ? null : row.Moment(10),
                EndsWithExpiry = row.GetInt32(11) != 0,
            },
            ListedAt = row.Moment(12),
            Answer = row.UriOrNull(15) is { } uri ? ReadAnswer(row, uri, invite, invitee) : null,
        };
    }

    // A state changes by itself once at most, when the time is up, so that its first and its last tell it at every time.
    private static object?[] Outcome(Handshake handshake)
    {
        var ends = handshake.StateAt(DateTimeOffset.MaxValue) == HandshakeState.Expired ? handshake.Terms.ExpiresAt : null;
        var answer = handshake.Answer;
        return
        [
            (int)handshake.StateAt(DateTimeOffset.MinValue), SqlRecordRows.Time(ends), answer?.Uri.Value,
            SqlRecordRows.Time(answer?.Since), (int?)answer?.Terms.Kind, answer?.Terms.InviteCid?.Value,
            answer?.Terms.Subject?.Value,
        ];
    }

    private static Answer ReadAnswer(DbDataReader row, AtUri uri, AtUri invite, Did invitee) => new()
    {
        Uri = uri,
        Answerer = invitee,
        Since = row.Moment(16),
        Terms = new()
        {
            Invite = invite,
            Kind = (AnswerKind)row.GetInt32(17),
            InviteCid = row.CidOrNull(18),
            Subject = row.UriOrNull(19),
        },
    };
}
