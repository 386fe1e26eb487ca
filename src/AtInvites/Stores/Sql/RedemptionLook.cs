namespace AtInvites.Stores.Sql;

/// <summary>Answers who needs no write, also while the writer is held: those who are refused, or in already.</summary>
internal sealed class RedemptionLook(SqlDatabase database, RedemptionLine line) : IThreadPoolWorkItem
{
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
        while (line.TakeUnseen() is { } request)
        {
            var seen = await SeeAsync(session, request, cancellationToken).ConfigureAwait(false);
            if (seen.Status != RedeemStatus.Admitted && request.TryClaim()) request.TrySetResult(seen);
        }

        return true;
    }

    private ValueTask<RedeemOutcome> SeeAsync(SqlSession session, RedemptionRequest request, CancellationToken cancellationToken) =>
        session.FindAsync(
            database.Statements.ReadRedemption, row => RedemptionRows.Judge(row, request.Now), cancellationToken, request.Hash,
            request.Account);
}
