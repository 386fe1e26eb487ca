using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AtInvites.Hosting;

/// <summary>Whether the library's background loops run. One that has nothing to do ends well; one that failed does nothing more
/// until the process is started again.</summary>
internal sealed class LoopHealth(IServiceProvider services) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var dead = services.GetServices<IHostedService>().SelectMany(Tasks)
            .Where(loop => loop.Task is { IsFaulted: true }).Select(loop => loop.Name).Distinct().ToList();
        return Task.FromResult(dead.Count == 0
            ? HealthCheckResult.Healthy("The background loops run.")
            : new(
                context.Registration.FailureStatus, $"Ended by a fault: {string.Join(", ", dead)}. Restart the process.",
                data: new Dictionary<string, object> { ["dead"] = string.Join(", ", dead) }));
    }

    /// <summary>Loops of the host's own are its own to watch.</summary>
    private static IEnumerable<(string Name, Task? Task)> Tasks(IHostedService service)
    {
        if (service is not BackgroundService loop || loop.GetType().Assembly != typeof(LoopHealth).Assembly) return [];
        IReadOnlyList<Task> parts = loop is RecordLoop records ? records.Following : [];
        return parts.Append(loop.ExecuteTask).Select(task => (loop.GetType().Name, task));
    }
}
