using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>Registers the service-auth scheme and all that stands behind it.</summary>
internal static class ServiceAuthRegistration
{
    /// <summary>Adds the scheme <see cref="ServiceAuthDefaults.Scheme"/> next to those of the host, whose only one
    /// stays its default. A replay cache that is already registered stays. Calling it again only adds to the settings.</summary>
    public static IServiceCollection AddServiceAuthentication(
        this IServiceCollection services, Action<ServiceAuthOptions>? configure = null, Action<IdentityOptions>? identity = null)
    {
        var scheme = services.AddOptions<ServiceAuthOptions>(ServiceAuthDefaults.Scheme).ValidateOnStart();
        if (configure is not null) scheme.Configure(configure);
        var resolution = services.AddOptions<IdentityOptions>().ValidateOnStart();
        if (identity is not null) resolution.Configure(identity);
        if (services.Any(service => service.ServiceType == typeof(ServiceTokenVerifier))) return services;

        services.AddSchemes().AddScheme<ServiceAuthOptions, ServiceAuthHandler>(ServiceAuthDefaults.Scheme, null);
        services.PostConfigure<AuthenticationOptions>(SchemeDefault.Keep);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServiceAuthOptions>, ServiceAuthOptionsCheck>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<IdentityOptions>, IdentityOptionsCheck>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IReplayCache, MemoryReplayCache>();
        services.TryAddSingleton<ISignatureKeyFactory, SignatureKeyFactory>();
        services.AddHostedService<SignatureKeyStart>();
        services.TryAddSingleton<DidDocumentFetcher>();
        services.TryAddSingleton<IDidResolver, CachedDidResolver>();
        services.AddSingleton<ServiceTokenVerifier>();
        return services;
    }
}
