using System.Text;

namespace AtInvites.Stores.Contracts;

/// <summary>Versions of records to begin with, each a valid one that a test changes where it matters. Revision n of a repository
/// was seen at millisecond n.</summary>
public static class GivenRecords
{
    public const string Family = "com.example.party";

    public static readonly Did Inviter = Given.Account("inviter");

    public static readonly Did Invitee = Given.Account("invitee");

    public static readonly Did Stranger = Given.Account("stranger");

    private static readonly Nsid Invites = Nsid.Parse("com.example.party.invite");

    private static readonly Nsid Answers = Nsid.Parse("com.example.party.answer");

    private static readonly Nsid Parties = Nsid.Parse("com.example.party");

    public static Tid Rev(long number) => Tid.From(1_700_000_000_000_000 + number, 0);

    /// <summary>A CID that no other content has.</summary>
    public static Cid CidOf(string content) => Cid.OfDagCbor(Encoding.UTF8.GetBytes(content));

    public static AtUri Subject(string key = "garden", Did? author = null) =>
        AtUri.Create(author ?? Inviter, Parties, RecordKey.Parse(key));

    public static AtUri InviteUri(string key = "invite", Did? inviter = null) =>
        AtUri.Create(inviter ?? Inviter, Invites, RecordKey.Parse(key));

    public static AtUri AnswerUri(string key = "answer", Did? answerer = null) =>
        AtUri.Create(answerer ?? Invitee, Answers, RecordKey.Parse(key));

    /// <summary>An invite to the garden as a guest, which never expires.</summary>
    public static InviteTerms Terms() => new()
    {
        Subject = Subject(),
        SubjectCid = CidOf("garden"),
        Invitee = Invitee,
        Role = "guest",
        Message = "do come",
        CreatedAt = Given.At(0),
    };

    /// <summary>An invite record. Its substance is all but <see cref="InviteTerms.ExpiresAt"/> and what
    /// <paramref name="resent"/> says.</summary>
    public static RecordVersion Invite(long rev, InviteTerms? terms = null, string resent = "")
    {
        var offer = terms ?? Terms();
        return Version(InviteUri(), rev) with
        {
            Kind = RecordVersionKind.Invite,
            Cid = CidOf($"{offer} {resent}"),
            Substance = CidOf($"{offer with { ExpiresAt = null }}"),
            Invite = offer,
        };
    }

    /// <summary>An answer of the invitee that names no CID and no subject.</summary>
    public static RecordVersion Answer(long rev, AnswerKind kind = AnswerKind.Accepted, AnswerTerms? terms = null)
    {
        var said = (terms ?? Said()) with { Kind = kind };
        return Version(AnswerUri(), rev) with
        {
            Kind = RecordVersionKind.Answer,
            Cid = CidOf($"{said}"),
            Substance = CidOf($"{said}"),
            Answer = said,
        };
    }

    public static AnswerTerms Said(AtUri? invite = null) =>
        new() { Invite = invite ?? InviteUri(), Kind = AnswerKind.Accepted };

    /// <summary>An answer to one version of an invite alone.</summary>
    public static RecordVersion AnswerTo(RecordVersion invite, long rev, AnswerKind kind = AnswerKind.Accepted) =>
        Answer(rev, kind, Said(invite.Uri) with { InviteCid = invite.Cid, Subject = invite.Invite!.Subject });

    /// <summary>The same record in another place.</summary>
    public static RecordVersion At(this RecordVersion version, AtUri uri) =>
        version with { Uri = uri, Repo = uri.Authority.Did!.Value };

    public static RecordVersion SeenAt(this RecordVersion version, long milliseconds) =>
        version with { SeenAt = Given.At(milliseconds) };

    public static RecordVersion Deletion(AtUri uri, long rev) => Version(uri, rev);

    /// <summary>Something that breaks a rule.</summary>
    public static RecordVersion Refused(AtUri uri, long rev) =>
        Version(uri, rev) with { Kind = RecordVersionKind.Refused, Cid = CidOf($"garbage {rev}") };

    private static RecordVersion Version(AtUri uri, long rev) => new()
    {
        Uri = uri,
        Repo = uri.Authority.Did!.Value,
        Family = Family,
        Rev = Rev(rev),
        Kind = RecordVersionKind.Deleted,
        SeenAt = Given.At(rev),
    };
}
