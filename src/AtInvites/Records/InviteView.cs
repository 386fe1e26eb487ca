using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary><c>pub.chive.collaboration.listInvites#inviteView</c>. Times are datetimes in milliseconds.</summary>
internal sealed record InviteView
{
    public required string Uri { get; init; }

    public required string Inviter { get; init; }

    public required string Invitee { get; init; }

    public required string SubjectUri { get; init; }

    public string? SubjectCollection { get; init; }

    public string? Role { get; init; }

    public string? Message { get; init; }

    public required string State { get; init; }

    public string? AcceptanceUri { get; init; }

    public required string CreatedAt { get; init; }

    public string? ExpiresAt { get; init; }

    public string? AcceptedAt { get; init; }

    /// <summary>An invite as it stands at a time, which is not <see cref="HandshakeState.Revoked"/>.</summary>
    public static InviteView Of(Handshake invite, DateTimeOffset now)
    {
        var (state, terms) = (invite.StateAt(now), invite.Terms);
        var acceptance = state == HandshakeState.Accepted ? invite.Answer : null;
        return new()
        {
            Uri = invite.Uri.Value,
            Inviter = invite.Inviter.Value,
            Invitee = terms.Invitee.Value,
            SubjectUri = terms.Subject.Value,
            SubjectCollection = terms.Subject.Collection?.Value,
            Role = terms.Role,
            Message = terms.Message,
            State = state.ToWire(),
            AcceptanceUri = acceptance?.Uri.Value,
            CreatedAt = AtDatetime.From(terms.CreatedAt).Value,
            ExpiresAt = terms.ExpiresAt is { } expiry ? AtDatetime.From(expiry).Value : null,
            AcceptedAt = acceptance is { } accepted ? AtDatetime.From(accepted.Since).Value : null,
        };
    }
}
