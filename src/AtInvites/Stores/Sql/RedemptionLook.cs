namespace AtInvites.Stores.Sql;

/// <summary>Answers who needs no write, also while the writer is held: those who are refused, or in already.</summary>
internal sealed class RedemptionLook(SqlDatabase database, RedemptionLine line) : IThreadPoolWorkItem
{
    private const int Most = 256;

    /// <summary>As long as a batch takes that nothing holds up: until then who waits is better left to the writer.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(5);

    private int _isLooking;

    /// <summary>Judges a redemption by what is written.</summary>
    public ValueTask<RedeemOutcome> SeeAsync(RedemptionRequest request, CancellationToken cancellationToken) =>
        database.ReadAsync((session, token) => SeeAsync(session, request, token), cancellationToken);

    /// <summary>Has somebody look at who waits, unless somebody does.</summary>
    public void Begin()
    {
        if (Interlocked.Exchange(ref _isLooking, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute() => _ = LookAsync();

    private async Task LookAsync()
    {
        do
        {
            try
            {
                await Task.Delay(Grace).ConfigureAwait(false);
                await database.ReadAsync(SeeAllAsync, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // Who waits stays in line, where the writer has an answer or meets the same fault.
                line.ForgetUnseen();
            }

            Volatile.Write(ref _isLooking, 0);
        }
        while (line.HasUnseen && Interlocked.Exchange(ref _isLooking, 1) == 0);
    }

    private async ValueTask<bool> SeeAllAsync(SqlSession session, CancellationToken cancellationToken)
    {
        if (database.Statements.ReadRedemptions is not null)
            return await SeeAtOnceAsync(session, cancellationToken).ConfigureAwait(false);
        while (line.TakeUnseen() is { } request)
        {
            var seen = await SeeAsync(session, request, cancellationToken).ConfigureAwait(false);
            Answer(request, seen);
        }

        return true;
    }

    private async ValueTask<bool> SeeAtOnceAsync(SqlSession session, CancellationToken cancellationToken)
    {
        while (line.TakeUnseen() is { } first)
        {
            List<RedemptionRequest> asked = [first];
            while (asked.Count < Most && line.TakeUnseen() is { } next) asked.Add(next);
            var seen = await session.ListAsync(
                database.Statements.ReadRedemptions!,
                row =>
                {
                    var request = asked[RedemptionRows.Place(row, 9)];
                    return (Request: request, Outcome: RedemptionRows.Judge(row, request.Now));
                },
                cancellationToken, RedemptionRows.Arrays(asked)).ConfigureAwait(false);
            foreach (var (request, outcome) in seen) Answer(request, outcome);
        }

        return true;
    }

    private static void Answer(RedemptionRequest request, RedeemOutcome seen)
    {
        if (seen.Status != RedeemStatus.Admitted && request.TryClaim()) request.TrySetResult(seen);
    }

    private ValueTask<RedeemOutcome> SeeAsync(
        SqlSession session, RedemptionRequest request, CancellationToken cancellationToken) =>
        session.FindAsync(
            database.Statements.ReadRedemption, row => RedemptionRows.Judge(row, request.Now), cancellationToken, request.Hash,
            request.Account);
}
