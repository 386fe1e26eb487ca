using AtInvites.Syntax;

namespace AtInvites.Stores.Sql;

/// <summary>Writes what the changes of one batch come to: first the answers that stand, then each invite that it touches
/// once.</summary>
internal sealed class SqlSettlement(SqlSession session, SqlRecordStatements statements, SqlRecordHistories histories)
{
    // Whether the invite itself changed, or only answers to it.
    private readonly SortedDictionary<AtUri, bool> _invites = new(
        Comparer<AtUri>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value)));

    public async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        foreach (var (before, after) in histories.Changes)
        {
            await WriteAsync(Answer.Of(before), Answer.Of(after), cancellationToken).ConfigureAwait(false);
            if (InviteOf(after) is { } invite) _invites[invite] = true;
        }

        await histories.LoadAsync(_invites.Keys, cancellationToken).ConfigureAwait(false);
        foreach (var (invite, isChanged) in _invites)
            await SettleAsync(invite, isChanged, cancellationToken).ConfigureAwait(false);
    }

    private static AtUri? InviteOf(RecordHistory history) =>
        history.LastUsable is { Invite: not null } invite ? invite.Uri : null;

    private async ValueTask WriteAsync(Answer? was, Answer? now, CancellationToken cancellationToken)
    {
        if (was == now) return;
        if (was is not null)
        {
            _invites.TryAdd(was.Terms.Invite, false);
            await session.ExecuteAsync(statements.DeleteAnswer, cancellationToken, SqlRecordRows.Key(was)).ConfigureAwait(false);
        }

        if (now is not null)
        {
            _invites.TryAdd(now.Terms.Invite, false);
            await session.ExecuteAsync(statements.AddRecord, cancellationToken, now.Terms.Invite.Value).ConfigureAwait(false);
            await session.ExecuteAsync(statements.PutAnswer, cancellationToken, SqlRecordRows.Values(now)).ConfigureAwait(false);
        }
    }

    private async ValueTask SettleAsync(AtUri invite, bool isChanged, CancellationToken cancellationToken)
    {
        var history = histories[invite];
        if (history.LastUsable?.Invite is not { } terms) return;
        var answers = await session.ListAsync(
            statements.ListAnswers, SqlRecordRows.ReadAnswer, cancellationToken, invite.Value, terms.Invitee.Value,
            (long)Handshakes.MaxAnswers).ConfigureAwait(false);
        var handshake = Handshakes.Settle(history, answers)!;
        var (statement, values) = isChanged
            ? (statements.PutHandshake, SqlHandshakeRows.Values(handshake))
            : (statements.SetOutcome, SqlHandshakeRows.OutcomeValues(handshake));
        await session.ExecuteAsync(statement, cancellationToken, values).ConfigureAwait(false);
    }
}
