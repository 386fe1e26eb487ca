using AtInvites.Redemption;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Delivers admissions to the host's sinks: at start what a crash left, then each as it is made, and now and then what
/// another process left.</summary>
internal sealed partial class AdmissionLoop(
    IServiceProvider services, TimeProvider time, ILogger<AdmissionLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var delivery = services.GetRequiredService<AdmissionDelivery>();
        var signal = services.GetRequiredService<AdmissionSignal>();
        if (!delivery.HasSinks) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var isDelivered = false;
            try
            {
                isDelivered = await delivery.DeliverAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // The outermost frame of the loop: what was not delivered waits in the outbox.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault);
            }

            if (isDelivered) await signal.WaitAsync(Poll, time, stoppingToken);
            else await Task.Delay(Retry, time, stoppingToken);
        }
    }

    [LoggerMessage(6004, LogLevel.Warning, "Admissions could not be read from the outbox; they are tried again.")]
    private partial void LogFailed(Exception fault);
}
