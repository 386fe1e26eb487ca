using System.Runtime.CompilerServices;
using AtInvites.Stores;
using Microsoft.Extensions.Logging;

namespace AtInvites.Records.Jetstream;

/// <summary>Events of a Jetstream server.</summary>
internal sealed partial class JetstreamSource(
    JetstreamOptions options, JetstreamPump pump, TimeProvider time, ILogger<JetstreamSource> logger) : IRecordEventSource
{
    /// <summary>Most of what a server sends is about other things and moves the cursor only, which is not worth a write
    /// each.</summary>
    private static readonly TimeSpan CursorInterval = TimeSpan.FromSeconds(5);

    private long? _start;

    public string Name => pump.Name;

    public async IAsyncEnumerable<RecordEventBatch> ReadAsync(
        long? cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var from = Start(cursor);
        var reached = from ?? _start!.Value;
        // Stored before anything is read, so that a crash does not make the next start the first one again.
        if (cursor is null) yield return new([], reached);
        using var queue = new JetstreamQueue(options.BatchSize);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stored = time.GetTimestamp();
        var pumping = pump.RunAsync(queue, from, stop.Token);
        try
        {
            while (await queue.WaitAsync(cancellationToken).ConfigureAwait(false))
            {
                var (events, last) = Take(queue);
                reached = Math.Max(reached, Math.Min(last, pump.Now));
                if (events.Count == 0 && (last == 0 || time.GetElapsedTime(stored) < CursorInterval)) continue;
                stored = time.GetTimestamp();
                yield return new(events, reached) { Reached = Microseconds.FromUnix(reached) };
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await pumping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Where to begin: null is the live end, which only the first start of all begins at.</summary>
    private long? Start(long? cursor)
    {
        var now = pump.Now;
        if (cursor > now)
        {
            LogFuture(Name, Microseconds.FromUnix(Math.Min(cursor.Value, Microseconds.OfUnix(DateTimeOffset.MaxValue))));
            return now;
        }

        if (cursor is not null || _start is not null) return cursor ?? _start;
        _start = now;
        return null;
    }

    private (List<RecordEvent> Events, long Last) Take(JetstreamQueue queue)
    {
        var (events, last) = (new List<RecordEvent>(), 0L);
        for (var taken = 0; taken < options.BatchSize && queue.TryTake(out var message); taken++)
        {
            if (message.Event is not null) events.Add(message.Event);
            if (message.Time > last) last = message.Time.Value;
        }

        return (events, last);
    }

    [LoggerMessage(7023, LogLevel.Warning,
        "The stored cursor of {Source}, {Cursor}, is in the future, as if the clock was set back; reading goes on from now.")]
    private partial void LogFuture(string source, DateTimeOffset cursor);
}
