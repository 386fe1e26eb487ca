using System.Data.Common;

namespace AtInvites.Stores.Sql;

internal sealed class SqlStoreWriter(SqlDatabase database) : IStoreWriter
{
    public async ValueTask<bool> RunAsync(
        Func<DbTransaction, CancellationToken, ValueTask<bool>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        return await database.TryWriteOnceAsync<bool>(
            async (session, token) => await work(session.Transaction, token).ConfigureAwait(false) ? true : null,
            cancellationToken).ConfigureAwait(false) is true;
    }
}
