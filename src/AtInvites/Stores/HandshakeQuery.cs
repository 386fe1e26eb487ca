using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One page of handshakes, newest first. What is null does not filter; what is given filters together.</summary>
public sealed record HandshakeQuery
{
    /// <summary>Who is invited.</summary>
    public Did? Invitee { get; init; }

    /// <summary>Who invites.</summary>
    public Did? Inviter { get; init; }

    /// <summary>What is shared.</summary>
    public AtUri? Subject { get; init; }

    /// <summary>The collection of what is shared.</summary>
    public Nsid? SubjectCollection { get; init; }

    /// <summary>Name of the family of lexicons.</summary>
    public string? Family { get; init; }

    /// <summary>The state at <see cref="Now"/>; null means any but <see cref="HandshakeState.Revoked"/>.</summary>
    public HandshakeState? State { get; init; }

    /// <summary>The time that states are judged by.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Rows on a page, 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>The place of the last row of the page before; null starts at the newest.</summary>
    public HandshakePosition? After { get; init; }

    internal bool Matches(Handshake handshake)
    {
        var state = handshake.StateAt(Now);
        return (State is { } wanted ? state == wanted : state != HandshakeState.Revoked)
            && (Invitee ?? handshake.Terms.Invitee) == handshake.Terms.Invitee
            && (Inviter ?? handshake.Inviter) == handshake.Inviter
            && (Subject ?? handshake.Terms.Subject) == handshake.Terms.Subject
            && (Family ?? handshake.Family) == handshake.Family
            && (SubjectCollection is null || SubjectCollection == handshake.Terms.Subject.Collection);
    }
}
