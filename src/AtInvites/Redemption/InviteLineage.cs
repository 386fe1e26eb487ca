using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Redemption;

/// <summary>Who came by whose code, for the administration.</summary>
public sealed class InviteLineage(ILineageStore store, CodeLister lister, InviteTelemetry telemetry)
{
    /// <summary>Deepest subtree that is read.</summary>
    public const int MaxDepth = 1000;

    /// <summary>The code by which the account came (<c>invitedBy</c>); null when it came without one.</summary>
    public async ValueTask<OpenedCode?> FindInvitedByAsync(Did account, CancellationToken cancellationToken) =>
        await store.FindUsedAsync(account, cancellationToken).ConfigureAwait(false) is { } code ? lister.Open(code) : null;

    /// <summary>A page of those who came by an account's codes, oldest first; a limit under 1 throws.</summary>
    public ValueTask<Page<Invitee>> ListInviteesAsync(InviteeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        return store.ListInviteesAsync(query, cancellationToken);
    }

    /// <summary>The root and everybody who came by its codes, or by theirs, down to <paramref name="depth"/> invitations, 0 to
    /// <see cref="MaxDepth"/>; nearest first.</summary>
    public ValueTask<IReadOnlyList<LineageEntry>> ReadSubtreeAsync(Did root, int depth, CancellationToken cancellationToken)
    {
        Check(depth);
        return store.ReadSubtreeAsync(root, depth, cancellationToken);
    }

    /// <summary>Disables every open code held by the root or in its subtree and returns these codes. A dry run changes nothing
    /// and returns the same.</summary>
    public async ValueTask<IReadOnlyList<OpenedCode>> DisableSubtreeAsync(
        Did root, int depth, bool isDryRun, CancellationToken cancellationToken)
    {
        Check(depth);
        var codes = await store.DisableSubtreeAsync(root, depth, isDryRun, cancellationToken).ConfigureAwait(false);
        if (!isDryRun) telemetry.CodesDisabled(codes.Count);
        return lister.Open(codes);
    }

    private static void Check(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(depth, MaxDepth);
    }
}
