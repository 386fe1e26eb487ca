using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary>Finds a space for a caller who must be in it.</summary>
internal sealed class SpaceReader(ISpaceStore spaces, IMemberStore members)
{
    /// <summary>The space, or why the caller may not see it.</summary>
    public async ValueTask<(Space? Space, XrpcError? Fault)> FindAsync(AtUri uri, Did caller, CancellationToken cancellationToken)
    {
        if (await spaces.FindAsync(uri, cancellationToken) is not { } space) return (null, SpaceErrors.UnknownSpace);
        if (space.Owner == caller || await members.FindAsync(uri, caller, cancellationToken) is not null) return (space, null);
        return (null, SpaceErrors.NotMember);
    }
}
