using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One page of the invites of a space, newest first.</summary>
public sealed record InviteQuery
{
    /// <summary>Whose invites.</summary>
    public required AtUri Space { get; init; }

    /// <summary>Whether revoked ones are shown. Expired and used-up ones always are.</summary>
    public bool IncludeRevoked { get; init; }

    /// <summary>Rows on a page, 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>The last position of the page before; null starts at the newest.</summary>
    public InvitePosition? After { get; init; }
}
