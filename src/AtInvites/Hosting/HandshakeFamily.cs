using AtInvites.Records;
using AtInvites.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Record invites: on with the first family of lexicons, and then registered whole.</summary>
internal static class HandshakeFamily
{
    public static bool IsOn(IServiceProviderIsService services) => services.IsService(typeof(HandshakeIndex));

    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(HandshakeIndex))) return;
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Records);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Records);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Handshakes);
        services.AddSingleton<RecordFamilies>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<RecordTelemetry>();
        services.AddSingleton(provider => new HandshakeIndex(
            provider.GetRequiredService<RecordReader>(), provider.GetRequiredService<IRecordStore>(),
            provider.GetRequiredService<RecordTelemetry>(), provider.GetRequiredService<ILogger<HandshakeIndex>>()));
        services.AddSingleton<Collaborations>();
        foreach (var route in HandshakeRoutes.All) services.Add(route.Service);
    }
}
