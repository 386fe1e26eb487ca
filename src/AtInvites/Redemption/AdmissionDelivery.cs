using System.Collections.Concurrent;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tokens;
using Microsoft.Extensions.Logging;

namespace AtInvites.Redemption;

/// <summary>Tells the host's sinks of admissions and clears the outbox behind them.</summary>
public sealed partial class AdmissionDelivery(
    IAdmissionOutbox outbox, IEnumerable<IAdmissionSink> sinks, InviteTelemetry telemetry, ILogger<AdmissionDelivery> logger)
{
    private const int Batch = 100;

    private readonly IAdmissionSink[] _sinks = [.. sinks];

    /// <summary>Refused since the end of the outbox was last reached: passed over until the others had their turn.</summary>
    private readonly ConcurrentDictionary<(TokenHash Token, Did Account), bool> _refused = new();

    /// <summary>Whether anybody wants to be told.</summary>
    public bool HasSinks => _sinks.Length > 0;

    /// <summary>Delivers what waits, and returns whether all of it was taken; after a hundred attempts with a refusal among them
    /// the rest is left to the next call. An admission that a sink refuses stays; however many they are, the ones after them are
    /// not held up.</summary>
    public async ValueTask<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var isRefused = false;
        while (true)
        {
            var limit = Batch + _refused.Count;
            var pending = await outbox.PendingAsync(limit, cancellationToken).ConfigureAwait(false);
            isRefused |= !await TellAsync(pending, cancellationToken).ConfigureAwait(false);
            if (pending.Count < limit)
            {
                var isWhole = _refused.IsEmpty;
                _refused.Clear();
                if (isWhole) return true;
            }

            if (isRefused) return false;
        }
    }

    /// <summary>Tells of each that was not refused yet, and returns whether all of those were taken.</summary>
    private async ValueTask<bool> TellAsync(IReadOnlyList<Admission> pending, CancellationToken cancellationToken)
    {
        var told = new List<Admission>(pending.Count);
        var isTaken = true;
        foreach (var admission in pending)
        {
            var key = (admission.Token, admission.Account);
            if (_refused.ContainsKey(key)) continue;
            if (await TellAsync(admission, cancellationToken).ConfigureAwait(false)) told.Add(admission);
            else isTaken = !(_refused[key] = true);
        }

        if (told.Count > 0) await outbox.AcknowledgeAsync(told, cancellationToken).ConfigureAwait(false);
        telemetry.Told(told.Count);
        return isTaken;
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
