using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Authentication;

/// <summary>Registers the administration's scheme and policy.</summary>
internal static class AdminAuthRegistration
{
    /// <summary>Adds <see cref="AdminAuthDefaults.Scheme"/> and <see cref="AdminAuthDefaults.Policy"/> next to those of the host,
    /// whose default scheme stays what it is. Calling it again changes nothing.</summary>
    public static IServiceCollection AddAdminAuthentication(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(AdminReader))) return services;
        services.AddSchemes()
            .AddScheme<AuthenticationSchemeOptions, AdminAuthHandler>(AdminAuthDefaults.Scheme, null);
        services.PostConfigure<AuthenticationOptions>(SchemeDefault.Keep);
        services.AddAuthorization(options => options.AddPolicy(
            AdminAuthDefaults.Policy,
            policy => policy.AddAuthenticationSchemes(AdminAuthDefaults.Scheme).RequireAuthenticatedUser()));
        services.AddSingleton<AdminPassword>();
        services.AddSingleton<AdminReader>();
        return services;
    }
}
