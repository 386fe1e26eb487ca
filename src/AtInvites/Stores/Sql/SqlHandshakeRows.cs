using System.Data.Common;
using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>Handshakes to columns and back, in the order of <see cref="SqlRecordStatements"/>.</summary>
internal static class SqlHandshakeRows
{
    public static object?[] Values(Handshake handshake) =>
    [
        handshake.Uri.Value, handshake.Family, handshake.Cid?.Value, handshake.Inviter.Value,
        handshake.Terms.Subject.Collection?.Value, Microseconds.OfUnix(handshake.ListedAt),
        .. SqlRecordRows.OfferValues(handshake.Terms), .. Outcome(handshake),
    ];

    /// <summary>The invite's URI and what came of it.</summary>
    public static object?[] OutcomeValues(Handshake handshake) => [handshake.Uri.Value, .. Outcome(handshake)];

    public static Handshake Read(DbDataReader row)
    {
        var (invite, terms) = (AtUri.Parse(row.GetString(0)), SqlRecordRows.ReadOffer(row, 6));
        return new()
        {
            Uri = invite,
            Family = row.GetString(1),
            Cid = row.CidOrNull(2),
            Inviter = Did.Parse(row.GetString(3)),
            Terms = terms,
            ListedAt = row.Moment(5),
            Answer = row.UriOrNull(16) is { } uri ? ReadAnswer(row, uri, invite, terms.Invitee) : null,
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
        Since = row.Moment(17),
        Terms = SqlRecordRows.ReadSaid(row, invite, 18),
    };
}
