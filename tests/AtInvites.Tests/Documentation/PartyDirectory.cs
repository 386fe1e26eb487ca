using AtInvites.Spaces;
using AtInvites.Syntax;

namespace AtInvites.Tests.Documentation;

public sealed class PartyDirectory : ISpaceDirectory
{
    public ValueTask<Did?> FindOwnerAsync(AtUri space, CancellationToken cancellationToken) =>
        new(space.Authority.Did); // or a look-up in your own database
}
