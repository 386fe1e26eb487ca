using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Spaces;

/// <summary>Redemption of space invites. Where the host keeps the spaces, an invite to a space that its directory does not know
/// is refused like any other that cannot be used; the library's own spaces revoke their invites as they are deleted.</summary>
internal sealed class SpaceRedemption(InviteRedeemer redeemer, InviteFinder finder, ISpaceDirectory directory)
{
    private readonly bool _isOwnDirectory = directory is StoredSpaceDirectory;

    public ValueTask<RedeemOutcome> RedeemAsync(string token, Did account, CancellationToken cancellationToken) =>
        _isOwnDirectory
            ? redeemer.RedeemAsync(token, account, cancellationToken)
            : RedeemInHostSpaceAsync(token, account, cancellationToken);

    private async ValueTask<RedeemOutcome> RedeemInHostSpaceAsync(string token, Did account, CancellationToken cancellationToken)
    {
        var invite = await finder.FindAsync(token, cancellationToken);
        if (invite is not null && await directory.FindOwnerAsync(invite.Space, cancellationToken) is null)
            return new(RedeemStatus.Revoked);
        return await redeemer.RedeemAsync(token, account, cancellationToken);
    }
}
