using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary><c>pub.chive.collaboration.listCollaborators#collaboratorView</c>.</summary>
internal sealed record CollaboratorView(string Did, string InviteUri, string AcceptanceUri, string? Role, string AcceptedAt)
{
    public static CollaboratorView Of(Collaboration collaboration) => new(
        collaboration.Account.Value,
        collaboration.Invite.Value,
        collaboration.Answer.Value,
        collaboration.Role,
        AtDatetime.From(collaboration.Since).Value);
}
