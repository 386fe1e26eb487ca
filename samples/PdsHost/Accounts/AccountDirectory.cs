using AtInvites.Redemption;
using AtInvites.Syntax;

namespace PdsHost.Accounts;

/// <summary>Tells the library when an account was made and whether it was taken down.</summary>
internal sealed class AccountDirectory(IAccounts accounts) : IAccountDirectory
{
    public async ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken) =>
        await accounts.FindAsync(account, cancellationToken) is { } found ? new(found.CreatedAt, found.IsTakenDown) : null;
}
