using System.Data.Common;
using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Writes redemptions by statements that judge, take and answer at once. Each statement is a transaction: whom it
/// answered is told at once, and stays answered whatever comes after it.</summary>
internal sealed class RedemptionStatement(SqlSession session, SqlStatements statements)
{
    /// <summary>Where nobody was answered, all lost to changes of their invites while the statement waited for them, and few can
    /// follow one another before the answer is a refusal.</summary>
    private const int Rounds = 16;

    private const string Conflict = "23505";

    public async ValueTask WriteAsync(List<RedemptionRequest> requests, CancellationToken cancellationToken)
    {
        var left = requests.FindAll(IsOpen);
        for (var round = 0; round < Rounds && left.Count > 0;)
        {
            if (left.Count == 1) await WriteOneAsync(left[0], cancellationToken).ConfigureAwait(false);
            else await WriteManyAsync(left, cancellationToken).ConfigureAwait(false);
            round = left.RemoveAll(request => !IsOpen(request)) > 0 ? 0 : round + 1;
        }

        if (left.Count == 0) return;
        var fault = new TimeoutException("AtInvites: an invite changed under every attempt to redeem it; try again.");
        foreach (var request in left) request.TrySetException(fault);
    }

    private async ValueTask WriteOneAsync(RedemptionRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var outcomes = await session.ListAsync(
                statements.RedeemOne!, row => Judge(row, request), cancellationToken, request.Hash, request.Account, request.Now)
                .ConfigureAwait(false);
            Answer(request, outcomes[0]);
        }
        catch (DbException fault) when (fault.SqlState == Conflict)
        {
            // Somebody else admitted the account meanwhile; the next look sees it.
        }
    }

    private async ValueTask WriteManyAsync(List<RedemptionRequest> requests, CancellationToken cancellationToken)
    {
        var outcomes = new RedeemOutcome[requests.Count];
        await session.ListAsync(
            statements.RedeemMany!,
            row =>
            {
                var place = RedemptionRows.Place(row, 10);
                outcomes[place] = Judge(row, requests[place]);
                return place;
            },
            cancellationToken, RedemptionRows.Arrays(requests)).ConfigureAwait(false);
        var admitted = new HashSet<(TokenHash, string)>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            var isRepeat = IsTaken(outcomes[i]) && !admitted.Add((requests[i].Token, requests[i].Account));
            Answer(requests[i], isRepeat ? outcomes[i] with { Status = RedeemStatus.AlreadyAdmitted } : outcomes[i]);
        }
    }

    private static bool IsOpen(RedemptionRequest request) => !request.Task.IsCompleted;

    /// <summary>What a row says; <see cref="RedeemStatus.Admitted"/> without a space where it neither admits nor
    /// refuses.</summary>
    private static RedeemOutcome Judge(DbDataReader row, RedemptionRequest request)
    {
        if (!row.IsDBNull(9)) return RedemptionRows.Admit(row);
        var outcome = RedemptionRows.Judge(row, request.Now);
        return outcome.Status == RedeemStatus.Admitted ? new(outcome.Status) : outcome;
    }

    /// <summary>Called once the statement has ended, which is its commit.</summary>
    private static void Answer(RedemptionRequest request, RedeemOutcome outcome)
    {
        if (outcome.Status != RedeemStatus.Admitted || IsTaken(outcome)) request.TrySetResult(outcome);
    }

    private static bool IsTaken(RedeemOutcome outcome) =>
        outcome.Status == RedeemStatus.Admitted && outcome.Space != default;
}
