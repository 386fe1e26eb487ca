using System.Net.WebSockets;
using AtInvites.Stores;
using Microsoft.Extensions.Logging;

namespace AtInvites.Records.Jetstream;

/// <summary>Keeps a connection open and brings what it sends into a queue.</summary>
internal sealed partial class JetstreamPump(
    JetstreamOptions options, JetstreamReader reader, RecordStreamTelemetry telemetry, TimeProvider time,
    ILogger<JetstreamSource> logger)
{
    /// <summary>By host and port: another server has a cursor of its own.</summary>
    public string Name { get; } = $"jetstream:{options.Url!.Authority}";

    /// <summary>Unix microseconds.</summary>
    public long Now => Microseconds.OfUnix(time.GetUtcNow());

    /// <summary>Runs until it is stopped, or something fails that no new connection mends, which ends the queue.</summary>
    /// <param name="queue">Where messages go.</param>
    /// <param name="cursor">From where on; null means from now on.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task RunAsync(JetstreamQueue queue, long? cursor, CancellationToken stopping)
    {
        // Of a server that cannot be reached nothing else says how far behind it is.
        telemetry.Of(Name).Disconnected();
        telemetry.Of(Name).Reached(Microseconds.FromUnix(Math.Max(0, cursor ?? Now)));
        try
        {
            await ConnectAgainAndAgainAsync(queue, cursor, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            queue.End(null);
        }
        catch (Exception fault)
        {
            queue.End(fault);
            throw;
        }
    }

    private async Task ConnectAgainAndAgainAsync(JetstreamQueue queue, long? cursor, CancellationToken stopping)
    {
        var backoff = new Backoff(options.MinBackoff, options.MaxBackoff);
        var (isLive, reached) = (cursor is null, cursor ?? Now);
        while (true)
        {
            var from = isLive ? (long?)null : Rewound(Math.Min(reached, Now));
            isLive = false;
            Exception? lost = null;
            try
            {
                var address = JetstreamAddress.Of(options.Url!, reader.Collections, from);
                await using var connection =
                    await JetstreamConnection.OpenAsync(address, options, stopping).ConfigureAwait(false);
                telemetry.Connected(Name);
                LogConnected(Name, from);
                while (await ReceiveAsync(connection, stopping).ConfigureAwait(false) is { } message)
                {
                    backoff.Reset();
                    // A server's clock that runs ahead is not let past ours: what it sends meanwhile would be missed.
                    if (message.Time is { } at) reached = Math.Max(reached, Math.Min(at, Now));
                    await queue.AddAsync(message, stopping).ConfigureAwait(false);
                }
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested
                && fault is WebSocketException or IOException or TimeoutException or OperationCanceledException)
            {
                // A ping without an answer comes up as a cancellation that nobody asked for.
                lost = fault;
            }

            stopping.ThrowIfCancellationRequested();
            var pause = backoff.Next();
            telemetry.Disconnected(Name);
            LogDisconnected(lost, Name, pause);
            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>The next message, also one that is skipped; null when the server ended the connection.</summary>
    private async ValueTask<JetstreamMessage?> ReceiveAsync(JetstreamConnection connection, CancellationToken stopping)
    {
        var frame = await ReceiveFrameAsync(connection, stopping).ConfigureAwait(false);
        stopping.ThrowIfCancellationRequested();
        if (frame.Kind == JetstreamFrameKind.Closed) return null;
        telemetry.Received(Name);
        var message = frame.Kind switch
        {
            JetstreamFrameKind.Binary => new(JetstreamSkip.Binary),
            JetstreamFrameKind.TooLarge => reader.ReadBeginning(frame.Text.Span),
            _ => reader.Read(frame.Text.Span),
        };
        if (message.Skip != JetstreamSkip.None) Skip(message.Skip);
        return message;
    }

    /// <summary>The next frame. A connection that was never made fails with the same code as one whose framing breaks, so they
    /// are told apart here.</summary>
    private async ValueTask<JetstreamFrame> ReceiveFrameAsync(JetstreamConnection connection, CancellationToken stopping)
    {
        try
        {
            return await connection.ReceiveAsync().ConfigureAwait(false);
        }
        catch (WebSocketException fault) when (fault.WebSocketErrorCode == WebSocketError.Faulted
            && !stopping.IsCancellationRequested)
        {
            Skip(JetstreamSkip.BrokenFrame);
            throw;
        }
    }

    private long Rewound(long cursor) => Math.Max(0, cursor - (options.Rewind.Ticks / TimeSpan.TicksPerMicrosecond));

    private void Skip(JetstreamSkip reason)
    {
        telemetry.Skipped(Name, JetstreamSkips.Tag(reason));
        LogSkipped(Name, reason);
    }

    [LoggerMessage(7020, LogLevel.Information, "{Source} is connected, from {Cursor} on.")]
    private partial void LogConnected(string source, long? cursor);

    [LoggerMessage(7021, LogLevel.Warning, "{Source} is not connected; the next attempt is in {Pause}.")]
    private partial void LogDisconnected(Exception? fault, string source, TimeSpan pause);

    [LoggerMessage(7022, LogLevel.Debug, "A message of {Source} is skipped: {Reason}.")]
    private partial void LogSkipped(string source, JetstreamSkip reason);
}
