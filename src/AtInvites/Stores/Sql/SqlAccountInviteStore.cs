using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

internal sealed class SqlAccountInviteStore(SqlDatabase database) : IAccountInviteStore
{
    public async ValueTask SetAsync(Did account, AccountInvites invites, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            (session, token) => session.ExecuteAsync(
                database.Statements.Codes.SetAccount, token, account.Value, invites.IsDisabled ? 1 : 0, invites.Note),
            cancellationToken).ConfigureAwait(false);

    public ValueTask<AccountInvites> FindAsync(Did account, CancellationToken cancellationToken) => database.ReadAsync(
        (session, token) => session.FindAsync(
            database.Statements.Codes.FindAccount, SqlRows.ReadInvites, token, account.Value),
        cancellationToken);
}
