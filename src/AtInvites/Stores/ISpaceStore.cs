using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>Spaces of a host that has none of its own.</summary>
public interface ISpaceStore
{
    /// <summary>Stores a space with its owner as first member; false when its URI is or ever was taken.</summary>
    ValueTask<bool> CreateAsync(Space space, CancellationToken cancellationToken);

    /// <summary>The space at <paramref name="uri"/>; null when there is none or it was deleted.</summary>
    ValueTask<Space?> FindAsync(AtUri uri, CancellationToken cancellationToken);

    /// <summary>A page of an account's spaces, ordered by URI.</summary>
    ValueTask<Page<Space>> ListAsync(SpaceQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes a space and revokes its invites in one step; false when there is none. No redemption that starts after
    /// the answer is admitted, and no invite or member can be added. Memberships and invites stay readable.</summary>
    ValueTask<bool> DeleteAsync(AtUri uri, DateTimeOffset now, CancellationToken cancellationToken);
}
