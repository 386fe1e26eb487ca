using AtInvites.Records;
using AtInvites.Records.Jetstream;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtInvites.Hosting;

/// <summary>The library's own event source, on where the host added it.</summary>
internal static class JetstreamFeed
{
    public static void AddTo(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(JetstreamPump))) return;
        services.AddSingleton(provider => Options(provider, provider.GetRequiredService<RecordOptions>()));
        services.AddSingleton<JetstreamReader>();
        services.AddSingleton<JetstreamPump>();
        services.AddSingleton<IRecordEventSource, JetstreamSource>();
    }

    public static IEnumerable<string> Faults(IServiceProvider provider, IServiceProviderIsService services, RecordOptions records)
    {
        if (!services.IsService(typeof(JetstreamPump)))
        {
            return records.Jetstream is null
                ? [] : ["AtInvites: Records:Jetstream is set but nothing reads from there; add .AddJetstream(), or drop it."];
        }

        var collections = provider.GetRequiredService<RecordFamilies>().Collections.Count;
        var faults = Options(provider, records).Faults();
        return collections <= JetstreamOptions.MaxCollections ? faults
            : faults.Append($"AtInvites: the families of records have {collections} collections; a Jetstream server takes "
                + $"{JetstreamOptions.MaxCollections} at most. Register fewer families.");
    }

    /// <summary>What the host configured, with the URL of the settings where it names none.</summary>
    private static JetstreamOptions Options(IServiceProvider provider, RecordOptions records)
    {
        var options = provider.GetRequiredService<IOptions<JetstreamOptions>>().Value;
        options.Url ??= records.Jetstream;
        return options;
    }
}
