using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One page of the spaces of an account, ordered by URI.</summary>
public sealed record SpaceQuery
{
    /// <summary>Whose spaces.</summary>
    public required Did Account { get; init; }

    /// <summary>Whether only those that the account owns; otherwise all it is a member of, its own included.</summary>
    public bool OwnedOnly { get; init; }

    /// <summary>Only spaces of this type; null means any.</summary>
    public Nsid? Type { get; init; }

    /// <summary>Rows on a page, 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>The last URI of the page before; null starts at the first.</summary>
    public AtUri? After { get; init; }
}
