using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>Who came by whose code, read from the ledger of uses. A code of the administration links to nobody.</summary>
public interface ILineageStore
{
    /// <summary>The code that the account used first, with its uses; null when it used none.</summary>
    ValueTask<AccountCode?> FindUsedAsync(Did account, CancellationToken cancellationToken);

    /// <summary>A page of those who came by <see cref="InviteeQuery.Inviter"/>'s codes.</summary>
    ValueTask<Page<Invitee>> ListInviteesAsync(InviteeQuery query, CancellationToken cancellationToken);

    /// <summary>The root and everybody who came by its codes, or by theirs, down to <paramref name="depth"/> invitations; each
    /// account once, nearest first, ties by DID. 0 is the root alone. The root need not have used or held anything.</summary>
    ValueTask<IReadOnlyList<LineageEntry>> ReadSubtreeAsync(Did root, int depth, CancellationToken cancellationToken);

    /// <summary>Disables every open code (<see cref="AccountCode.IsOpen"/>) held in that subtree and returns those codes as they
    /// then are, by hash. With <paramref name="isDryRun"/> it changes nothing and returns what it would.</summary>
    ValueTask<IReadOnlyList<AccountCode>> DisableSubtreeAsync(
        Did root, int depth, bool isDryRun, CancellationToken cancellationToken);
}
