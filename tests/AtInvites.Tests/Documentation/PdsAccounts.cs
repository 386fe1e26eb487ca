using System.Collections.Concurrent;
using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Tests.Documentation;

public sealed class PdsAccounts : IAccountDirectory
{
    private readonly ConcurrentDictionary<Did, DateTimeOffset> _accounts = []; // your accounts table

    public ValueTask<AccountStanding?> FindAsync(Did account, CancellationToken cancellationToken) =>
        new(_accounts.TryGetValue(account, out var createdAt) ? new AccountStanding(createdAt, IsTakenDown: false) : null);

    public Task<Did> CreateAsync(string handle, DateTimeOffset now)
    {
        var did = Did.Parse($"did:example:{handle}");
        return _accounts.TryAdd(did, now) ? Task.FromResult(did) : throw new InvalidOperationException($"{handle} is taken.");
    }
}
