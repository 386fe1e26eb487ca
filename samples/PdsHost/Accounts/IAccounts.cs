using AtInvites.Redemption;
using AtInvites.Syntax;

namespace PdsHost.Accounts;

/// <summary>The accounts of this PDS.</summary>
internal interface IAccounts
{
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Makes the account and takes its use of the code: both or neither.</summary>
    Task<AddOutcome> AddAsync(Account account, InviteSeat seat, CancellationToken cancellationToken);

    Task<Account?> FindAsync(Did did, CancellationToken cancellationToken);

    /// <summary>Finds by DID, handle or email, in lower case.</summary>
    Task<Account?> FindAsync(string identifier, CancellationToken cancellationToken);

    /// <summary>False when there is no such account.</summary>
    Task<bool> SetTakenDownAsync(Did did, bool isTakenDown, CancellationToken cancellationToken);
}
