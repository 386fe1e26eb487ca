using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

internal sealed class InMemoryAccountInviteStore(CodeTable table) : IAccountInviteStore
{
    public ValueTask SetAsync(Did account, AccountInvites invites, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) table.Switches[account] = invites;
        return ValueTask.CompletedTask;
    }

    public ValueTask<AccountInvites> FindAsync(Did account, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (table.Gate) return new(table.Switches.GetValueOrDefault(account));
    }
}
