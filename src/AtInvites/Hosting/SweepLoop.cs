using AtInvites.Redemption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Sweeps now and then, where the host set a retention.</summary>
internal sealed partial class SweepLoop(
    IServiceProvider services, TimeProvider time, ILogger<SweepLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var options = services.GetRequiredService<SweepOptions>();
        if (options.Retention is null) return;
        var sweeper = services.GetRequiredService<InviteSweeper>();
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            try
            {
                var swept = await sweeper.SweepAsync(stoppingToken);
                if (swept > 0) LogSwept(swept);
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

    [LoggerMessage(6002, LogLevel.Information, "Deleted {Invites} invites that ended longer ago than the retention.")]
    private partial void LogSwept(int invites);

    [LoggerMessage(6003, LogLevel.Warning, "Ended invites could not be deleted; the next sweep tries again.")]
    private partial void LogFailed(Exception fault);
}
