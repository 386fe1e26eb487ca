using System.Data.Common;

namespace AtInvites.Stores;

/// <summary>Lets a host write tables of its own in the store's database, on the store's connection: it stands in the store's
/// line for its turn, where a connection of its own would meet the store's writer as busy.</summary>
public interface IStoreWriter
{
    /// <summary>Runs <paramref name="work"/> in a transaction of the store's, on <see cref="DbTransaction.Connection"/>, and
    /// commits where it answers true; where it answers false or throws, nothing of it stays. Returns that answer. After an
    /// exception of the commit itself nobody knows. Work does not end the transaction, is short, because every other write waits
    /// for it, and calls no verb of the store that writes but those that join <see cref="ITransactionalSeatStore">the
    /// transaction</see>: any other waits for the turn that the work has, 10 seconds at most.</summary>
    ValueTask<bool> RunAsync(
        Func<DbTransaction, CancellationToken, ValueTask<bool>> work, CancellationToken cancellationToken);
}
