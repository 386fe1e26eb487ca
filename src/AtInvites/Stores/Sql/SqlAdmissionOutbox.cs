namespace AtInvites.Stores.Sql;

internal sealed class SqlAdmissionOutbox(SqlDatabase database) : IAdmissionOutbox
{
    public async ValueTask<IReadOnlyList<Admission>> PendingAsync(
        int limit, Admission? after, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (session, token) => session.ListAsync(
                database.Statements.ListPending, SqlRows.ReadAdmission, token,
                after?.At.ToUnixTimeMilliseconds() ?? long.MinValue, after?.Token.ToArray() ?? [], after?.Account.Value ?? "",
                limit),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask AcknowledgeAsync(IReadOnlyList<Admission> admissions, CancellationToken cancellationToken) =>
        await database.WriteAsync(
            async (session, token) =>
            {
                foreach (var admission in admissions)
                {
                    await session.ExecuteAsync(
                        database.Statements.Acknowledge, token, admission.Token.ToArray(), admission.Account.Value)
                        .ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
}
