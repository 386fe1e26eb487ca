using AtInvites.Authentication;
using AtInvites.Stores;
using AtInvites.Xrpc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AtInvites.Hosting;

/// <summary>What hosts of one store keep in it together.</summary>
internal static class HostSharing
{
    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(IGuessLedger))) return;
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Replays);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Budgets);
        services.AddSingleton<IGuessLedger, StoredGuesses>();
        // One that the host brought stays.
        if (services.LastOrDefault(service => service.ServiceType == typeof(IReplayCache)) is { } known
            && known.ImplementationType == typeof(MemoryReplayCache))
            services.Remove(known);
        services.AddSingleton<MemoryReplayCache>();
        services.TryAddSingleton<IReplayCache, StoredReplayCache>();
        services.AddHostedService<SharingLoop>();
    }
}
