using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Spaces;

/// <summary>The library's own spaces, for a host that deletes one; the lexicons have no method for it.</summary>
public sealed class SpaceKeeper(ISpaceStore store, TimeProvider time)
{
    /// <summary>Deletes a space and stops its invites in one step; false when there is none.
    /// Its URI is not given out again.</summary>
    public ValueTask<bool> DeleteAsync(AtUri space, CancellationToken cancellationToken) =>
        store.DeleteAsync(space, time.GetUtcNow(), cancellationToken);
}
