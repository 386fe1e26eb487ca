using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>An invite to be written. What its family has no place for is refused, not dropped.</summary>
public sealed record RecordInviteOrder
{
    /// <summary>One of the host's families.</summary>
    public required RecordFamily Family { get; init; }

    /// <summary>Who invites, and in whose repository it is written. The host has checked that this is its caller.</summary>
    public required Did Inviter { get; init; }

    /// <summary>What is shared: a record of the inviter's, named by DID.</summary>
    public required AtUri Subject { get; init; }

    /// <summary>CID of <see cref="Subject"/>; required where the family names it.</summary>
    public Cid? SubjectCid { get; init; }

    /// <summary>Who is invited.</summary>
    public required Did Invitee { get; init; }

    /// <summary>The role; null leaves it to the family's default.</summary>
    public string? Role { get; init; }

    /// <summary>Words for the invitee, for everybody to read.</summary>
    public string? Message { get; init; }

    /// <summary>From when on it cannot be accepted, cut to milliseconds; null means the family's lifetime, or never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The record's key, a TID in both families; null makes a new one. A call that got no answer is repeated safely with
    /// the key that it had: the invite that stands there already is the answer then.</summary>
    public RecordKey? RecordKey { get; init; }
}
