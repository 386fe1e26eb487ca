using System.Data.Common;

namespace AtInvites.Stores;

/// <summary>A seat store whose commit can be part of a transaction of the host's, on the same database: the account and the use
/// of its code are then there together or not at all.</summary>
public interface ITransactionalSeatStore
{
    /// <summary>As <see cref="ICodeSeatStore.CommitAsync"/>, within <paramref name="transaction"/>, which stays the host's to
    /// end. After an exception the host must roll it back.</summary>
    ValueTask<CommitStatus> CommitAsync(SeatCommit commit, DbTransaction transaction, CancellationToken cancellationToken);
}
