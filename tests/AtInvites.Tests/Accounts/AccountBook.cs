using System.Collections.Concurrent;
using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Tests.Accounts;

/// <summary>The accounts of a host.</summary>
internal sealed class AccountBook : IAccountDirectory
{
    private readonly ConcurrentDictionary<Did, AccountStanding> _accounts = [];

    public void Add(string account, DateTimeOffset createdAt) =>
        _accounts[Did.Parse(account)] = new(createdAt, IsTakenDown: false);

    /// <summary>Takes an account down, or lets it come back; one that was not added is there from then on.</summary>
    public void TakeDown(string account, bool isTakenDown = true) => _accounts.AddOrUpdate(
        Did.Parse(account),
        _ => new(default, isTakenDown),
        (_, standing) => standing with { IsTakenDown = isTakenDown });

    public ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken) =>
        new(_accounts.TryGetValue(account, out var standing) ? standing : null);
}
