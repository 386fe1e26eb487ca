using System.Collections.Concurrent;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace PdsHost.Accounts;

/// <summary>Accounts that go with the process.</summary>
internal sealed class MemoryAccounts : IAccounts, IDisposable
{
    private readonly ConcurrentDictionary<string, Account> _byName = new();
    private readonly SemaphoreSlim _writer = new(1);

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<AddOutcome> AddAsync(Account account, InviteSeat seat, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            if (_byName.ContainsKey(account.Handle.Value)) return AddOutcome.HandleTaken;
            if (_byName.ContainsKey(account.Email)) return AddOutcome.EmailTaken;
            if (await seat.CommitAsync(account.Did, cancellationToken) == CommitStatus.NoSeat) return AddOutcome.CodeGone;
            Set(account);
            return AddOutcome.Added;
        }
        finally
        {
            _writer.Release();
        }
    }

    public Task<Account?> FindAsync(Did did, CancellationToken cancellationToken) => FindAsync(did.Value, cancellationToken);

    public Task<Account?> FindAsync(string identifier, CancellationToken cancellationToken) =>
        Task.FromResult(_byName.GetValueOrDefault(identifier));

    public async Task<bool> SetTakenDownAsync(Did did, bool isTakenDown, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        try
        {
            if (await FindAsync(did, cancellationToken) is not { } account) return false;
            Set(account with { IsTakenDown = isTakenDown });
            return true;
        }
        finally
        {
            _writer.Release();
        }
    }

    public void Dispose() => _writer.Dispose();

    private void Set(Account account) =>
        _byName[account.Did.Value] = _byName[account.Handle.Value] = _byName[account.Email] = account;
}
