using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>Where in an invite record things stand: names of properties, those within an object after a slash, as in
/// <c>subject/uri</c>. What is null the family does not have.</summary>
public sealed record InviteShape
{
    /// <summary>The collection.</summary>
    public required Nsid Collection { get; init; }

    /// <summary>AT-URI of the record that is shared. Its authority must be the repository's own DID.</summary>
    public required string Subject { get; init; }

    /// <summary>CID of what is shared.</summary>
    public string? SubjectCid { get; init; }

    /// <summary>DID of who is invited.</summary>
    public required string Invitee { get; init; }

    /// <summary>Datetime from which on it cannot be accepted. A change needs no new answer in families whose answers name no
    /// CID.</summary>
    public string? ExpiresAt { get; init; }

    /// <summary>Time from creation to expiry where the record names none, at most 36,500 days; null means it never
    /// expires.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>The role.</summary>
    public string? Role { get; init; }

    /// <summary>The role that a record without one grants.</summary>
    public string? DefaultRole { get; init; }

    /// <summary>Words for the invitee.</summary>
    public string? Message { get; init; }

    /// <summary>Datetime of the last time it was sent again. A change needs no new answer.</summary>
    public string? ResentAt { get; init; }

    /// <summary>Datetime of creation; <c>createdAt</c> unless set.</summary>
    public string CreatedAt { get; init; } = "createdAt";

    /// <summary>When an invite of that time expires that names no expiry; null means never. Beyond the year 9999 the last moment
    /// of it: an end that nobody lives to see is still one.</summary>
    internal DateTimeOffset? ExpiryFrom(DateTimeOffset start)
    {
        if (Lifetime is not { } time) return null;
        return DateTimeOffset.MaxValue - start > time ? start + time : Microseconds.Of(DateTimeOffset.MaxValue);
    }
}
