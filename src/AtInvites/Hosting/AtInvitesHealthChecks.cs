using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AtInvites.Hosting;

/// <summary>Joins the library to a host's health checks.</summary>
public static class AtInvitesHealthChecks
{
    private const string StoreName = "atinvites-store";
    private const string RecordsName = "atinvites-records";
    private const string LoopsName = "atinvites-loops";
    private const string Live = "live";
    private const string Ready = "ready";

    /// <summary>Adds three checks, once. <c>atinvites-store</c>, tagged <c>ready</c>, asks the store for its schema: unhealthy
    /// when it does not answer in <see cref="HealthOptions.StoreTimeout"/> or migrations are missing, degraded when a newer
    /// version migrated it. <c>atinvites-records</c>, tagged <c>ready</c>: degraded while a source of record events is over
    /// <see cref="HealthOptions.MaxLag"/> behind. <c>atinvites-loops</c>, tagged <c>live</c>, asks nothing outside the process:
    /// unhealthy when a background loop of the library has died. None shows or logs a secret.</summary>
    public static IHealthChecksBuilder AddAtInvites(this IHealthChecksBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(service => service.ServiceType == typeof(StoreHealth))) return builder;
        builder.Services.TryAddSingleton<StoreHealth>();
        builder.Services.TryAddSingleton<RecordHealth>();
        builder.Services.TryAddSingleton<LoopHealth>();
        return builder
            .Add(new(StoreName, Of<StoreHealth>, failureStatus: null, [Ready]))
            .Add(new(RecordsName, Of<RecordHealth>, failureStatus: null, [Ready]))
            .Add(new(LoopsName, Of<LoopHealth>, failureStatus: null, [Live]));
    }

    private static IHealthCheck Of<TCheck>(IServiceProvider services)
        where TCheck : class, IHealthCheck => services.GetService<AtInvitesOptions>() is null
        ? throw new InvalidOperationException(
            "AtInvites: its health checks were added and it was not; call builder.Services.AddAtInvites().")
        : services.GetRequiredService<TCheck>();
}
