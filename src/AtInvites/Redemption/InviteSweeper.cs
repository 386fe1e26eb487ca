using AtInvites.Stores;

namespace AtInvites.Redemption;

/// <summary>Deletes invites that ended longer ago than the host's retention. The ledger,
/// and so every membership, stays.</summary>
public sealed class InviteSweeper(IInviteStore store, SweepOptions options, TimeProvider time, InviteTelemetry telemetry)
{
    private const int Batch = 500;

    /// <summary>Sweeps in batches, so that no writer waits long, and returns how many invites went. Without a retention it does
    /// nothing.</summary>
    public async ValueTask<int> SweepAsync(CancellationToken cancellationToken)
    {
        if (options.Retention is not { } retention) return 0;
        var endedBefore = time.GetUtcNow() - retention;
        var total = 0;
        int swept;
        do
        {
            swept = await store.SweepAsync(endedBefore, Batch, cancellationToken).ConfigureAwait(false);
            telemetry.Swept(swept);
            total += swept;
        }
        while (swept == Batch);

        return total;
    }
}
