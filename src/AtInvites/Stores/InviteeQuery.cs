using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One page of those who came by an account's codes, oldest first, ties by DID, then by code.</summary>
public sealed record InviteeQuery
{
    /// <summary>Whose codes.</summary>
    public required Did Inviter { get; init; }

    /// <summary>Rows on a page, 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>The last row of the page before; null starts at the first.</summary>
    public Invitee? After { get; init; }
}
