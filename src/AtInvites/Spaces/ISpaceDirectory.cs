using AtInvites.Syntax;

namespace AtInvites.Spaces;

/// <summary>Says which spaces there are and who owns them. A host with spaces of its own implements it; the library's own answers
/// from the store.</summary>
public interface ISpaceDirectory
{
    /// <summary>The owner of the space at <paramref name="space"/>; null when there is no such space, or not any more. Called
    /// before every mint, list and revocation, and before a redemption that finds an invite.</summary>
    ValueTask<Did?> FindOwnerAsync(AtUri space, CancellationToken cancellationToken);
}
