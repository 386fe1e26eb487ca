using AtInvites.Stores;
using Microsoft.Extensions.Logging;

namespace AtInvites.Redemption;

/// <summary>Tells the host's sinks of admissions and clears the outbox behind them.</summary>
public sealed partial class AdmissionDelivery(
    IAdmissionOutbox outbox, IEnumerable<IAdmissionSink> sinks, InviteTelemetry telemetry, ILogger<AdmissionDelivery> logger)
{
    private const int Batch = 100;

    private readonly IAdmissionSink[] _sinks = [.. sinks];
    private Admission? _refused;

    /// <summary>Whether anybody wants to be told.</summary>
    public bool HasSinks => _sinks.Length > 0;

    /// <summary>Delivers what waits, and returns whether all of it was taken. An admission that a sink refuses stays; the ones
    /// after it are not held up: a call that meets a whole batch of refusals ends there, and the next one goes on behind
    /// it.</summary>
    public async ValueTask<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var after = Interlocked.Exchange(ref _refused, null);
        var isAllTold = after is null;
        while (true)
        {
            var pending = await outbox.PendingAsync(Batch, after, cancellationToken).ConfigureAwait(false);
            var told = new List<Admission>(pending.Count);
            foreach (var admission in pending)
            {
                if (await TellAsync(admission, cancellationToken).ConfigureAwait(false)) told.Add(admission);
            }

            if (told.Count > 0) await outbox.AcknowledgeAsync(told, cancellationToken).ConfigureAwait(false);
            telemetry.Told(told.Count);
            isAllTold &= told.Count == pending.Count;
            if (pending.Count < Batch) return isAllTold;
            after = pending[^1];
            if (told.Count > 0) continue;
            // Sinks that are down altogether are asked for one batch a call, not for all that waits.
            _refused = after;
            return false;
        }
    }

    private async ValueTask<bool> TellAsync(Admission admission, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var sink in _sinks) await sink.AdmittedAsync(admission, cancellationToken).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // A sink is the host's code; whatever it throws, the admission waits and the loop goes on.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogRefused(fault);
            return false;
        }
    }

    [LoggerMessage(1001, LogLevel.Warning, "A sink did not take an admission; it stays in the outbox and is tried again.")]
    private partial void LogRefused(Exception fault);
}
