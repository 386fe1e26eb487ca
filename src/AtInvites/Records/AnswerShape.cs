using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Where in an answer record things stand, as in <see cref="InviteShape"/>.</summary>
public sealed record AnswerShape
{
    /// <summary>The collection.</summary>
    public required Nsid Collection { get; init; }

    /// <summary>AT-URI of the invite.</summary>
    public required string Invite { get; init; }

    /// <summary>CID of the invite. Where there is one, the answer is to that version alone; where there is none, to the terms that
    /// stood when it was first seen.</summary>
    public string? InviteCid { get; init; }

    /// <summary>AT-URI of the invite's subject, which must be the same.</summary>
    public string? Subject { get; init; }

    /// <summary>CID of the invite's subject.</summary>
    public string? SubjectCid { get; init; }

    /// <summary>The word for yes or no; null where every record of the collection means <see cref="Means"/>.</summary>
    public string? Status { get; init; }

    /// <summary>What the words of <see cref="Status"/> mean. A record with another word is refused.</summary>
    public IReadOnlyDictionary<string, AnswerKind> Statuses { get; init; } = new Dictionary<string, AnswerKind>();

    /// <summary>What a record without <see cref="Status"/> means; yes unless set.</summary>
    public AnswerKind Means { get; init; } = AnswerKind.Accepted;

    /// <summary>Datetime of creation; <c>createdAt</c> unless set.</summary>
    public string CreatedAt { get; init; } = "createdAt";

    /// <summary>Whether a record of this shape can say it.</summary>
    internal bool CanSay(AnswerKind kind) => Status is null ? Means == kind : Statuses.Values.Contains(kind);
}
