using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>One page of the collaborators on a subject, ordered by DID, each once with the handshake that was accepted
/// last.</summary>
public sealed record CollaboratorQuery
{
    /// <summary>What is shared.</summary>
    public required AtUri Subject { get; init; }

    /// <summary>Name of the family of lexicons; null means any.</summary>
    public string? Family { get; init; }

    /// <summary>The time that states are judged by.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Rows on a page, 1 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>The last DID of the page before; null starts at the first.</summary>
    public Did? After { get; init; }
}
