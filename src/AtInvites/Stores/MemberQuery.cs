using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One page of the members of a space, ordered by DID.</summary>
public sealed record MemberQuery
{
    /// <summary>Whose members.</summary>
    public required AtUri Space { get; init; }

    /// <summary>Rows on a page, 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>The last DID of the page before; null starts at the first.</summary>
    public Did? After { get; init; }
}
