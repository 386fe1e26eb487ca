using System.Text;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Stores;

/// <summary>Versions of one invite record and answers to it, revision n seen at second n.</summary>
internal static class Versions
{
    public static readonly Did Inviter = Did.Parse("did:example:inviter");

    public static readonly Did Invitee = Did.Parse("did:example:invitee");

    public static readonly AtUri InviteUri = AtUri.Parse("at://did:example:inviter/com.example.invite/one");

    private static readonly AtUri Garden = AtUri.Parse("at://did:example:inviter/com.example.garden/one");

    public static DateTimeOffset At(long second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    public static Cid CidOf(string content) => Cid.OfDagCbor(Encoding.UTF8.GetBytes(content));

    public static RecordVersion Invite(long rev, string role = "guest", long? expiresAt = null) => Deletion(rev) with
    {
        Kind = RecordVersionKind.Invite,
        Cid = CidOf($"{role} {expiresAt}"),
        Substance = CidOf(role),
        Invite = new()
        {
            Subject = Garden,
            Invitee = Invitee,
            Role = role,
            Message = "do come",
            CreatedAt = At(0),
            ExpiresAt = expiresAt is { } second ? At(second) : null,
        },
    };

    public static RecordVersion Refused(long rev) =>
        Deletion(rev) with { Kind = RecordVersionKind.Refused, Cid = CidOf("garbage") };

    public static RecordVersion Deletion(long rev) => new()
    {
        Uri = InviteUri,
        Repo = Inviter,
        Family = "com.example",
        Rev = Tid.From(1_700_000_000_000_000 + rev, 0),
        Kind = RecordVersionKind.Deleted,
        SeenAt = At(rev),
    };

    public static Answer Answer(long since, AnswerKind kind = AnswerKind.Accepted, string key = "one") => new()
    {
        Uri = AtUri.Parse($"at://did:example:invitee/com.example.answer/{key}"),
        Answerer = Invitee,
        Terms = new() { Invite = InviteUri, Kind = kind },
        Since = At(since),
    };

    public static RecordHistory History(params IEnumerable<RecordVersion> versions) =>
        versions.Aggregate(RecordHistory.Empty, (history, version) => history.Add(version));
}
