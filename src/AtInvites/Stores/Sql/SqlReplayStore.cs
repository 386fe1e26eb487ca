using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

internal sealed class SqlReplayStore(SqlDatabase database) : IReplayStore
{
    private SqlSharingStatements Statements => database.Statements.Sharing;

    public async ValueTask<bool> TryUseAsync(TokenHash token, DateTimeOffset until, CancellationToken cancellationToken) =>
        await database.TryWriteAsync<bool>(
            async (session, ct) => await session.ExecuteAsync(
                Statements.UseToken, ct, token.ToArray(), until.ToUnixTimeMilliseconds()).ConfigureAwait(false) > 0 ? true : null,
            cancellationToken).ConfigureAwait(false) is true;

    public ValueTask<int> SweepAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (session, ct) => session.ExecuteAsync(Statements.SweepReplays, ct, endedBefore.ToUnixTimeMilliseconds(), limit),
            cancellationToken);
}
