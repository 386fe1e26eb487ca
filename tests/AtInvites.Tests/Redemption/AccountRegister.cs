using System.Collections.Concurrent;
using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Tests.Redemption;

/// <summary>The accounts of a host.</summary>
internal sealed class AccountRegister : IAccountDirectory
{
    private readonly ConcurrentDictionary<Did, AccountStanding> _accounts = [];

    public AccountStanding this[Did account]
    {
        set => _accounts[account] = value;
    }

    public void TakeDown(Did account) => _accounts[account] = new(default, IsTakenDown: true);

    public void Restore(Did account) => _accounts[account] = new(default, IsTakenDown: false);

    public ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken) =>
        new(_accounts.TryGetValue(account, out var standing) ? standing : null);
}
