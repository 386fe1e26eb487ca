using AtInvites.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Deletes what hosts shared and nobody needs any more: used tokens that have expired and budgets whose window has
/// ended.</summary>
internal sealed partial class SharingLoop(
    IServiceProvider services, TimeProvider time, ILogger<SharingLoop> logger) : BackgroundService
{
    private const int Batch = 1_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>A host whose clock is behind still takes a token that has expired by the clock of the one that sweeps.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);

    /// <summary>Sweeps in batches, so that no writer waits long.</summary>
    public async ValueTask SweepAsync(CancellationToken cancellationToken)
    {
        var (replays, budgets) = (services.GetRequiredService<IReplayStore>(), services.GetRequiredService<IBudgetStore>());
        var endedBefore = time.GetUtcNow() - ClockDifference;
        while (await replays.SweepAsync(endedBefore, Batch, cancellationToken) == Batch)
        {
        }

        while (await budgets.SweepAsync(endedBefore, Batch, cancellationToken) == Batch)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The outermost frame of the loop: the next round tries again.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(6007, LogLevel.Warning,
        "AtInvites: expired used tokens and ended budgets could not be deleted; the next round tries again.")]
    private partial void LogFailed(Exception fault);
}
