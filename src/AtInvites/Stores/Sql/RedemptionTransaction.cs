using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Writes redemptions in one transaction, each judged by what those before it left.</summary>
internal sealed class RedemptionTransaction(SqlSession session, SqlStatements statements)
{
    private readonly Dictionary<TokenHash, (RedemptionRequest Last, int Taken)> _taken = [];

    public async ValueTask WriteAsync(List<RedemptionRequest> requests, CancellationToken cancellationToken)
    {
        if (statements.AddUses is { } all && requests.Count > 1)
            await AdmitAsync(requests, all, cancellationToken).ConfigureAwait(false);
        else
            foreach (var request in requests) await AdmitAsync(request, cancellationToken).ConfigureAwait(false);
        if (statements.CountAllUses is { } each && _taken.Count > 1)
        {
            await session.ExecuteAsync(each, cancellationToken, RedemptionRows.Counts([.. _taken.Values])).ConfigureAwait(false);
            return;
        }

        foreach (var (last, taken) in _taken.Values)
            await session.ExecuteAsync(statements.CountUses, cancellationToken, last.Hash, last.Now, taken).ConfigureAwait(false);
    }

    private async ValueTask AdmitAsync(RedemptionRequest request, CancellationToken cancellationToken)
    {
        var taken = _taken.GetValueOrDefault(request.Token).Taken;
        var outcome = await session.FindAsync(
            statements.AddUse, RedemptionRows.Admit, cancellationToken, request.Hash, request.Account, request.Now, taken)
            .ConfigureAwait(false);
        if (outcome.Status == RedeemStatus.Admitted) Take(request, outcome);
        else request.Outcome = await JudgeAsync(request, taken, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes all that can be admitted by one statement, and then the others one by one.</summary>
    private async ValueTask AdmitAsync(
        List<RedemptionRequest> requests, SqlStatement statement, CancellationToken cancellationToken)
    {
        var firsts = requests.DistinctBy(request => (request.Token, request.Account)).ToList();
        var rows = await session.ListAsync(
            statement, row => (Key: (row.Hash(2), row.GetString(3)), Outcome: RedemptionRows.Admit(row)), cancellationToken,
            RedemptionRows.Pairs(firsts)).ConfigureAwait(false);
        var admitted = rows.ToDictionary(row => row.Key, row => row.Outcome);
        var others = new List<RedemptionRequest>();
        foreach (var request in requests)
        {
            if (admitted.Remove((request.Token, request.Account), out var outcome)) Take(request, outcome);
            else others.Add(request);
        }

        foreach (var request in others) await AdmitAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private void Take(RedemptionRequest request, RedeemOutcome outcome)
    {
        request.Outcome = outcome;
        _taken[request.Token] = (request, _taken.GetValueOrDefault(request.Token).Taken + 1);
    }

    private async ValueTask<RedeemOutcome> JudgeAsync(RedemptionRequest request, int taken, CancellationToken cancellationToken)
    {
        var outcome = await session.FindAsync(
            statements.ReadRedemption, row => RedemptionRows.Judge(row, request.Now, taken), cancellationToken, request.Hash,
            request.Account).ConfigureAwait(false);
        return outcome.Status != RedeemStatus.Admitted
            ? outcome
            : throw new InvalidOperationException("AtInvites: the database kept no use of an invite that allows it.");
    }
}
