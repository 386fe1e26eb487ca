using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Revokes invites.</summary>
public sealed class InviteRevoker(IInviteStore store, TimeProvider time, InviteTelemetry telemetry)
{
    /// <summary>Revokes one invite of <paramref name="space"/>; false when the space has no such invite. Revoking twice is
    /// true twice.</summary>
    public async ValueTask<bool> RevokeAsync(AtUri space, TokenHash token, CancellationToken cancellationToken)
    {
        var isRevoked = await store.RevokeAsync(space, token, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        if (isRevoked) telemetry.Revoked(1);
        return isRevoked;
    }

    /// <summary>Revokes every invite of <paramref name="space"/>: what a host with spaces of its own calls when it deletes one.
    /// Returns how many stood.</summary>
    public async ValueTask<int> RevokeAllAsync(AtUri space, CancellationToken cancellationToken)
    {
        var revoked = await store.RevokeAllAsync(space, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        telemetry.Revoked(revoked);
        return revoked;
    }
}
