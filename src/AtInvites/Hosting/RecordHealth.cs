using AtInvites.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AtInvites.Hosting;

/// <summary>How far behind the sources of record events are. They say so as they are read; nothing is asked.</summary>
internal sealed class RecordHealth(IServiceProvider services, HealthOptions options, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (services.GetService<RecordStreamTelemetry>() is not { } telemetry)
            return HealthCheckResult.Healthy("There are no record invites here.");
        var now = time.GetUtcNow();
        var data = new Dictionary<string, object>();
        var late = new List<string>();
        foreach (var (source, progress) in telemetry.Streams.OrderBy(stream => stream.Key, StringComparer.Ordinal))
        {
            var lag = progress.LagAt(now);
            data[$"{source} lagSeconds"] = Math.Round(lag.TotalSeconds, 3);
            data[$"{source} connected"] = progress.IsConnected;
            if (lag <= options.MaxLag) continue;
            late.Add($"{source} is {(long)lag.TotalSeconds} s behind{(progress.IsConnected ? "" : " and not connected")}");
        }

        return late.Count == 0
            ? HealthCheckResult.Healthy($"Sources of record events: {data.Count / 2}, none behind.", data)
            : HealthCheckResult.Degraded($"{string.Join("; ", late)}.", data: data);
    }
}
