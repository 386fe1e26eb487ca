using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Spaces;

/// <summary>The directory of the library's own spaces.</summary>
internal sealed class StoredSpaceDirectory(ISpaceStore store) : ISpaceDirectory
{
    public async ValueTask<Did?> FindOwnerAsync(AtUri space, CancellationToken cancellationToken) =>
        (await store.FindAsync(space, cancellationToken))?.Owner;
}
