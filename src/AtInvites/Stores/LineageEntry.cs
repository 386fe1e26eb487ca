using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>An account in a subtree of invitations.</summary>
/// <param name="Account">Who.</param>
/// <param name="Depth">Fewest invitations between it and the root; 0 for the root itself.</param>
public readonly record struct LineageEntry(Did Account, int Depth);
