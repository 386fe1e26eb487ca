using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary>Who may do what in a space.</summary>
internal sealed class SpaceAccess(ISpaceDirectory directory)
{
    /// <summary>Why <paramref name="caller"/> may not act as the space's owner; null when it may.</summary>
    public async ValueTask<XrpcError?> OwnerFaultAsync(AtUri space, Did caller, CancellationToken cancellationToken)
    {
        if (await directory.FindOwnerAsync(space, cancellationToken) is not { } owner) return SpaceErrors.UnknownSpace;
        return owner == caller ? null : SpaceErrors.NotOwner;
    }
}
