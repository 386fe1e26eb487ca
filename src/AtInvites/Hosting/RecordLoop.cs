using AtInvites.Records;
using AtInvites.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Brings what every source tells into the index, batch after batch. Whatever fails, a source begins anew from its
/// stored cursor, behind which everything is stored.</summary>
internal sealed partial class RecordLoop(
    IServiceProvider services, TimeProvider time, ILogger<RecordLoop> logger) : BackgroundService
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private IRecordEventSource[] _sources = [];

    /// <summary>One for each source. One that failed leaves the others running, and with them the whole.</summary>
    public IReadOnlyList<Task> Following { get; private set; } = [];

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _sources = [.. services.GetServices<IRecordEventSource>()];
        if (_sources.CountBy(source => source.Name).FirstOrDefault(named => named.Value > 1) is { Key: { } name })
            throw new InvalidOperationException(
                $"AtInvites: two sources of record events are named \"{name}\"; give each a name of its own.");
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Following = [.. _sources.Select(source => FollowAsync(source, stoppingToken))]);

    private async Task FollowAsync(IRecordEventSource source, CancellationToken stoppingToken)
    {
        // A source that never waits for anything does not keep the others waiting.
        await Task.Yield();
        var backoff = new Backoff(ShortestPause, LongestPause);
        services.GetRequiredService<RecordStreamTelemetry>().Of(source.Name).Disconnected();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(source, backoff, stoppingToken);
                if (!stoppingToken.IsCancellationRequested) LogEnded(source.Name);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The outermost frame of the loop: what was not stored is told again, also what failed in a stop.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault, source.Name);
            }

            await Task.Delay(backoff.Next(), time, stoppingToken);
        }
    }

    private async Task ReadAsync(IRecordEventSource source, Backoff backoff, CancellationToken stoppingToken)
    {
        var index = services.GetRequiredService<HandshakeIndex>();
        var telemetry = services.GetRequiredService<RecordStreamTelemetry>();
        var cursor = await services.GetRequiredService<IRecordStore>().FindCursorAsync(source.Name, stoppingToken);
        // A source that knows of a connection says itself when there is none.
        telemetry.Connected(source.Name);
        try
        {
            await foreach (var batch in source.ReadAsync(cursor, stoppingToken))
            {
                stoppingToken.ThrowIfCancellationRequested();
                telemetry.Of(source.Name).Storing();
                await index.ApplyAsync(batch, source.Name, stoppingToken);
                backoff.Reset();
                telemetry.Stored(source.Name, batch.Reached ?? (batch.Events is [.., var last] ? last.Time : null));
            }
        }
        finally
        {
            telemetry.Of(source.Name).Disconnected();
        }
    }

    [LoggerMessage(7010, LogLevel.Warning,
        "{Source} cannot be read or what it told not be stored; it is read again from what was stored last.")]
    private partial void LogFailed(Exception fault, string source);

    [LoggerMessage(7011, LogLevel.Warning, "{Source} ended by itself; it is read again.")]
    private partial void LogEnded(string source);
}
