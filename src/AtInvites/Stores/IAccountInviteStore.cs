using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>The switch that keeps an account from new codes.</summary>
public interface IAccountInviteStore
{
    /// <summary>Sets switch and note. Existing codes stay as they are.</summary>
    ValueTask SetAsync(Did account, AccountInvites invites, CancellationToken cancellationToken);

    /// <summary>Switch and note; not disabled and null for an account that was never set.</summary>
    ValueTask<AccountInvites> FindAsync(Did account, CancellationToken cancellationToken);
}
