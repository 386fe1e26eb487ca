using System.Security.Cryptography;
using AtInvites.Lexicons;
using AtInvites.Records;
using AtInvites.Redemption;
using AtInvites.Spaces;
using AtInvites.Stores;
using AtInvites.Tokens;
using AtInvites.Xrpc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AtInvites.Hosting;

/// <summary>Registers the library with a host.</summary>
public static class AtInvitesServices
{
    /// <summary>Adds invites. A store and, where the host listens, a way to know callers must follow; it does not start without
    /// them. Calling it again only adds to the settings, the later ones over the earlier.</summary>
    public static AtInvitesBuilder AddAtInvites(this IServiceCollection services, Action<AtInvitesOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<AtInvitesOptions>().ValidateOnStart();
        if (configure is not null) options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AtInvitesOptions>, AtInvitesOptionsCheck>());
        if (services.Any(service => service.ServiceType == typeof(InviteRedeemer))) return new(services);
        StartAhead.Engine.Begin();
        services.AddSingleton<HashKeyFile>();
        services.AddSingleton<IPostConfigureOptions<AtInvitesOptions>>(
            provider => provider.GetRequiredService<HashKeyFile>());

        services.AddLogging().AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        AddSettings(services);
        AddStores(services);
        AddTokensAndEngine(services);
        AddXrpc(services);
        AddSpaces(services);
        services.AddHostedService<StoreStart>();
        services.AddHostedService<SweepLoop>();
        services.AddHostedService<AdmissionLoop>();
        return new(services);
    }

    /// <summary>Adds invites with settings from configuration, whose keys are the names of
    /// <see cref="AtInvitesOptions"/>.</summary>
    public static AtInvitesBuilder AddAtInvites(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddAtInvites(options => configuration.Bind(options));
    }

    internal static LexiconCatalog Lexicons(IEnumerable<HostLexicon> more)
    {
        var catalog = LexiconCatalog.CreateDefault();
        SpaceLexicons.Extend(catalog);
        RecordLexicons.Extend(catalog);
        foreach (var document in more) catalog.Add(document.Json);
        return catalog;
    }

    private static void AddSettings(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<AtInvitesOptions>>().Value);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Tokens);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Policy);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Sweep);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Xrpc);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Guesses);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Spaces);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Callers);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Admin);
        services.AddSingleton(provider => provider.GetRequiredService<AtInvitesOptions>().Health);
        services.AddSingleton(provider => new ServiceIdentity(provider.GetRequiredService<AtInvitesOptions>().ServiceDid));
        services.AddSingleton<ServiceAudience>();
    }

    private static void AddStores(IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Invites);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Redemptions);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Outbox);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Spaces);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Members);
        services.AddSingleton(provider => provider.GetRequiredService<StoreSet>().Schema);
    }

    private static void AddTokensAndEngine(IServiceCollection services)
    {
        services.TryAddSingleton(_ => RandomNumberGenerator.Create());
        services.AddSingleton<TokenKeyRing>();
        services.AddSingleton<TokenMint>();
        services.AddSingleton<InviteTelemetry>();
        services.AddSingleton<AdmissionSignal>();
        services.AddSingleton<InviteIssuer>();
        services.AddSingleton<InviteRedeemer>();
        services.AddSingleton<InviteFinder>();
        services.AddSingleton<InviteRevoker>();
        services.AddSingleton<InviteLister>();
        services.AddSingleton<InviteSweeper>();
        services.AddSingleton<AdmissionDelivery>();
    }

    private static void AddXrpc(IServiceCollection services)
    {
        services.AddSingleton(provider => Lexicons(provider.GetServices<HostLexicon>()));
        services.AddSingleton<LexiconValidator>();
        services.AddSingleton<XrpcDispatcher>();
        services.AddSingleton<GuessBudget>();
        services.AddSingleton<XrpcCallers>();
        services.AddSingleton<XrpcCallerReader>(provider => provider.GetRequiredService<XrpcCallers>().ReadAsync);
    }

    private static void AddSpaces(IServiceCollection services)
    {
        services.TryAddSingleton<ISpaceDirectory, StoredSpaceDirectory>();
        services.TryAddSingleton(new SpaceFamily(KeepsSpaces: true));
        services.AddSingleton<SpaceAccess>();
        services.AddSingleton<SpaceReader>();
        services.AddSingleton<SpaceRedemption>();
        services.AddSingleton<SpaceKeeper>();
        foreach (var route in SpaceRoutes.Invites.Concat(SpaceRoutes.OwnSpaces)) services.Add(route.Service);
    }
}
