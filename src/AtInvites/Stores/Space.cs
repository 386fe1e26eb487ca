using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>A space as stored (<c>rsvp.atmo.space.defs#spaceView</c>).</summary>
public sealed record Space
{
    /// <summary><c>at://owner/type/key</c>; unique in a store, and never given out again after a deletion.</summary>
    public required AtUri Uri { get; init; }

    /// <summary>Who owns it; a member with <see cref="Perms.Write"/> who cannot be removed.</summary>
    public required Did Owner { get; init; }

    /// <summary>What kind of space it is.</summary>
    public required Nsid Type { get; init; }

    /// <summary>Its key among the owner's spaces of this type.</summary>
    public required RecordKey Key { get; init; }

    /// <summary>When it was made, to the millisecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Record that lists members elsewhere; kept and shown, never read.</summary>
    public AtUri? MemberListRef { get; init; }

    /// <summary>Record that holds the app policy elsewhere; kept and shown, never read.</summary>
    public AtUri? AppPolicyRef { get; init; }

    /// <summary>The app policy as JSON (<c>rsvp.atmo.space.defs#appPolicy</c>); shown to the owner only.
    /// The host enforces it.</summary>
    public string? AppPolicy { get; init; }
}
