using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>An invite record and what came of it.</summary>
public sealed record Handshake
{
    /// <summary>The invite record.</summary>
    public required AtUri Uri { get; init; }

    /// <summary>Name of the family of lexicons.</summary>
    public required string Family { get; init; }

    /// <summary>CID of the invite as it stands; null when it does not stand any more.</summary>
    public Cid? Cid { get; init; }

    /// <summary>Who invites: the holder of the invite's repository and author of its subject.</summary>
    public required Did Inviter { get; init; }

    /// <summary>What the invite offers; what it last offered when it does not stand any more.</summary>
    public required InviteTerms Terms { get; init; }

    /// <summary>When it was first seen, which lists are sorted by; for back-fill when it claims to be made.</summary>
    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>The answer that counts; null without one.</summary>
    public Answer? Answer { get; init; }

    /// <summary>Its place in a list that shows the newest first.</summary>
    public HandshakePosition Position => new(ListedAt, Uri);

    /// <summary>How it stands at a time.</summary>
    public HandshakeState StateAt(DateTimeOffset now)
    {
        if (Cid is null) return HandshakeState.Revoked;
        var isOver = Terms.ExpiresAt <= now;
        return Answer?.Terms.Kind switch
        {
            AnswerKind.Accepted => isOver && Terms.EndsWithExpiry ? HandshakeState.Expired : HandshakeState.Accepted,
            AnswerKind.Declined => HandshakeState.Declined,
            _ => isOver ? HandshakeState.Expired : HandshakeState.Pending,
        };
    }
}
