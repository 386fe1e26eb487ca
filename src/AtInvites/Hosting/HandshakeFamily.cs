using AtInvites.Lexicons;
using AtInvites.Records;
using AtInvites.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Hosting;

/// <summary>Record invites: on with the first family of lexicons, and then registered whole.</summary>
internal static class HandshakeFamily
{
    public static bool IsOn(IServiceProviderIsService services) => services.IsService(typeof(HandshakeIndex));

    /// <summary>The families that the host named; a source alone brings both of the library, whichever order the host calls
    /// in.</summary>
    public static RecordFamily[] Families(IServiceProvider provider)
    {
        var named = provider.GetServices<RecordFamily>().ToArray();
        return named is [] ? [RecordFamily.Chive, RecordFamily.Registry] : named;
    }

    public static IEnumerable<string> Faults(IServiceProvider provider)
    {
        try
        {
            var catalog = provider.GetRequiredService<LexiconCatalog>();
            return RecordFamilyCheck.Faults(Families(provider), catalog);
        }
        catch (LexiconException fault)
        {
            return [fault.Message];
        }
    }

    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(HandshakeIndex))) return;
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Records);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Records);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Handshakes);
        services.AddSingleton(provider => new RecordFamilies(Families(provider)));
        services.AddSingleton<RecordReader>();
        services.AddSingleton<RecordCodec>();
        services.AddSingleton<RecordTelemetry>();
        services.AddSingleton<RecordStreamTelemetry>();
        services.AddSingleton(provider => new HandshakeIndex(
            provider.GetRequiredService<RecordReader>(), provider.GetRequiredService<IRecordStore>(),
            provider.GetRequiredService<RecordTelemetry>(), provider.GetRequiredService<ILogger<HandshakeIndex>>()));
        services.AddSingleton<Collaborations>();
        services.AddHostedService<RecordLoop>();
        foreach (var route in HandshakeRoutes.All) services.Add(route.Service);
    }
}
