using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Writes redemptions in one transaction, in their order, each judged by what those before it left.</summary>
internal sealed class RedemptionTransaction(SqlSession session, SqlStatements statements)
{
    private readonly Dictionary<TokenHash, (RedemptionRequest Last, int Taken)> _taken = [];

    public async ValueTask WriteAsync(List<RedemptionRequest> requests, CancellationToken cancellationToken)
    {
        foreach (var request in requests) await AdmitAsync(request, cancellationToken).ConfigureAwait(false);
        foreach (var (last, taken) in _taken.Values)
        {
            await session.ExecuteAsync(statements.CountUses, cancellationToken, last.Hash, last.Now, taken).ConfigureAwait(false);
        }
    }

    private async ValueTask AdmitAsync(RedemptionRequest request, CancellationToken cancellationToken)
    {
        var taken = _taken.GetValueOrDefault(request.Token).Taken;
        var outcome = await session.FindAsync(
            statements.AddUse, RedemptionRows.Admit, cancellationToken, request.Hash, request.Account, request.Now, taken)
            .ConfigureAwait(false);
        if (outcome.Status == RedeemStatus.Admitted) _taken[request.Token] = (request, taken + 1);
        else outcome = await JudgeAsync(request, taken, cancellationToken).ConfigureAwait(false);
        request.Outcome = outcome;
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
