using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

internal sealed class SqlHandshakeStore(SqlDatabase database) : IHandshakeStore
{
    private SqlRecordStatements Statements => database.Statements.Records;

    public ValueTask<Handshake?> FindAsync(AtUri invite, CancellationToken cancellationToken) => database.ReadAsync(
        (session, token) => session.FindAsync(Statements.FindHandshake, SqlHandshakeRows.Read, token, invite.Value),
        cancellationToken);

    public async ValueTask<IReadOnlyList<Answer>> ListAnswersAsync(
        AtUri invite, Did answerer, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            (session, token) => session.ListAsync(
                Statements.ListAnswers, SqlRecordRows.ReadAnswer, token, invite.Value, answerer.Value, long.MaxValue),
            cancellationToken).ConfigureAwait(false);

    public ValueTask<HandshakePage> ListAsync(HandshakeQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (list, count) = StatementsFor(query);
        object?[] filters =
        [
            query.Subject?.Value ?? "", query.Invitee?.Value ?? "", query.Inviter?.Value ?? "", query.Family ?? "",
            query.SubjectCollection?.Value ?? "", (int?)query.State ?? -1, Microseconds.OfUnix(query.Now),
        ];
        // Sorts after every real place: a list that starts here starts at its head.
        var (listedAt, uri) =
            query.After is { } after ? (Microseconds.OfUnix(after.ListedAt), after.Uri.Value) : (long.MaxValue, "");
        return database.ReadSnapshotAsync(
            async (session, token) =>
            {
                var total = await session.FindAsync(count, row => row.GetInt64(0), token, filters).ConfigureAwait(false);
                var rows = await session.ListAsync(
                    list, SqlHandshakeRows.Read, token, [.. filters, listedAt, uri, query.Limit + 1L]).ConfigureAwait(false);
                var page = Page<Handshake>.Of(rows, query.Limit);
                return new HandshakePage(page.Items, page.HasMore, total);
            },
            cancellationToken);
    }

    public ValueTask<Page<Handshake>> ListCollaboratorsAsync(CollaboratorQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return database.ReadAsync(
            async (session, token) => Page<Handshake>.Of(
                await session.ListAsync(
                    Statements.ListCollaborators, SqlHandshakeRows.Read, token, query.Subject.Value, query.After?.Value ?? "",
                    query.Family ?? "", Microseconds.OfUnix(query.Now), query.Limit + 1L).ConfigureAwait(false),
                query.Limit),
            cancellationToken);
    }

    public ValueTask<Handshake?> FindCollaboratorAsync(
        AtUri subject, Did account, string? family, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            (session, token) => session.FindAsync(
                Statements.FindCollaborator, SqlHandshakeRows.Read, token, subject.Value, account.Value, family ?? "",
                Microseconds.OfUnix(now)),
            cancellationToken);

    /// <summary>By the column that leaves the fewest rows.</summary>
    private (SqlStatement List, SqlStatement Count) StatementsFor(HandshakeQuery query)
    {
        if (query.Subject is not null) return (Statements.ListBySubject, Statements.CountBySubject);
        if (query.Invitee is not null) return (Statements.ListByInvitee, Statements.CountByInvitee);
        return query.Inviter is not null
            ? (Statements.ListByInviter, Statements.CountByInviter)
            : (Statements.ListHandshakes, Statements.CountHandshakes);
    }
}
