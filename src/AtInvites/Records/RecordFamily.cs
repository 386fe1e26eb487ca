using AtInvites.Stores;

namespace AtInvites.Records;

/// <summary>A family of lexicons in which a record invites and another one answers. It is data: where in the records things
/// stand. The lexicons themselves are in the catalog; those of a host's own family are added with <c>AddLexicon</c>.</summary>
public sealed record RecordFamily
{
    /// <summary>What handshakes of the family are told apart by, such as the NSID that its lexicons begin with. Stores keep it,
    /// so it stays what it is.</summary>
    public required string Name { get; init; }

    /// <summary>The record that invites.</summary>
    public required InviteShape Invite { get; init; }

    /// <summary>The records that answer, one or more. A collection belongs to one family only.</summary>
    public required IReadOnlyList<AnswerShape> Answers { get; init; }

    /// <summary>Whether an invite's expiry also ends what was accepted in time. False unless set.</summary>
    public bool ExpiryEndsAccepted { get; init; }

    /// <summary><c>pub.chive.collaboration</c>: an acceptance names the one version of the invite that it is to. There is no
    /// record that declines.</summary>
    public static RecordFamily Chive { get; } = new()
    {
        Name = RecordIds.Chive,
        Invite = new()
        {
            Collection = RecordIds.ChiveInvite,
            Subject = "subject/uri",
            SubjectCid = "subject/cid",
            Invitee = "invitee",
            ExpiresAt = "expiresAt",
            Role = "role",
            DefaultRole = "collaborator",
            Message = "message",
        },
        Answers =
        [
            new()
            {
                Collection = RecordIds.ChiveAcceptance,
                Invite = "invite/uri",
                InviteCid = "invite/cid",
                Subject = "subject/uri",
                SubjectCid = "subject/cid",
            },
        ],
    };

    /// <summary><c>blue.registry</c>: a response names the invite, accepts or declines. An invite lasts 72 hours unless it says
    /// otherwise.</summary>
    public static RecordFamily Registry { get; } = new()
    {
        Name = RecordIds.Registry,
        Invite = new()
        {
            Collection = RecordIds.RegistryInvite,
            Subject = "list",
            Invitee = "collaborator",
            ExpiresAt = "expiresAt",
            Lifetime = TimeSpan.FromHours(72),
            ResentAt = "resentAt",
        },
        Answers =
        [
            new()
            {
                Collection = RecordIds.RegistryResponse,
                Invite = "invite",
                Status = "status",
                Statuses = new Dictionary<string, AnswerKind>
                {
                    [RegistryResponse.Yes] = AnswerKind.Accepted,
                    [RegistryResponse.No] = AnswerKind.Declined,
                },
            },
        ],
    };
}
