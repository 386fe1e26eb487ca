using AtInvites.Stores;

namespace AtInvites.Redemption;

/// <summary>Lists invites for owners.</summary>
public sealed class InviteLister(IInviteStore store)
{
    /// <summary>Most rows on a page.</summary>
    public const int MaxLimit = 100;

    /// <summary>A page of a space's invites, newest first; a limit outside 1 to <see cref="MaxLimit"/> throws.</summary>
    public ValueTask<Page<Invite>> ListAsync(InviteQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxLimit, nameof(query));
        return store.ListAsync(query, cancellationToken);
    }
}
