using AtInvites.Stores;
using AtInvites.Tokens;

namespace AtInvites.Redemption;

/// <summary>Looks an invite up by its token without using it.</summary>
public sealed class InviteFinder(IInviteStore store, TokenKeyRing keys)
{
    /// <summary>The invite under whatever key of the ring it was minted, in any state; null when there is none.</summary>
    public async ValueTask<Invite?> FindAsync(string token, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(token);
        for (var key = 0; key < keys.Count && keys.TryHash(token, key, out var hash); key++)
        {
            if (await store.FindAsync(hash, cancellationToken).ConfigureAwait(false) is { } invite) return invite;
        }

        return null;
    }
}
