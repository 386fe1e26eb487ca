using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>An account that works on a subject, by an invite that it accepted and that stands.</summary>
public sealed record Collaboration
{
    /// <summary>Who collaborates.</summary>
    public required Did Account { get; init; }

    /// <summary>The role that the invite grants; null where its family has none. The words are the inviter's and their set is
    /// open: what a role allows, the host says.</summary>
    public string? Role { get; init; }

    /// <summary>When the acceptance was first seen.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The invite record, in the repository of the subject's author.</summary>
    public required AtUri Invite { get; init; }

    /// <summary>The record that accepts it, in the repository of <see cref="Account"/>.</summary>
    public required AtUri Answer { get; init; }

    /// <summary>Name of the family of lexicons of both.</summary>
    public required string Family { get; init; }

    /// <summary>Of a handshake that is accepted.</summary>
    internal static Collaboration Of(Handshake accepted) => new()
    {
        Account = accepted.Terms.Invitee,
        Role = accepted.Terms.Role,
        Since = accepted.Answer!.Since,
        Invite = accepted.Uri,
        Answer = accepted.Answer.Uri,
        Family = accepted.Family,
    };
}
