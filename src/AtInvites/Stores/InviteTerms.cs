using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>What an invite record offers. Times are kept in microseconds.</summary>
public sealed record InviteTerms
{
    /// <summary>The record that is shared. Its authority is the inviter.</summary>
    public required AtUri Subject { get; init; }

    /// <summary>CID of <see cref="Subject"/> when it was shared, which an acceptance may have to name; null in families that do
    /// not say.</summary>
    public Cid? SubjectCid { get; init; }

    /// <summary>Who is invited.</summary>
    public required Did Invitee { get; init; }

    /// <summary>The role that is granted; null where the record names none.</summary>
    public string? Role { get; init; }

    /// <summary>The inviter's words, gone with the record; null without any.</summary>
    public string? Message { get; init; }

    /// <summary>When the record says it was made. Nothing rests on it but an expiry that the record leaves to its
    /// family.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it cannot be accepted any more; null means never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether <see cref="ExpiresAt"/> also ends what was accepted in time, a policy of the family.</summary>
    public bool EndsWithExpiry { get; init; }
}
