using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AtInvites.Authentication;

/// <summary>Registers what schemes of this layer need of ASP.NET Core.</summary>
internal static class SchemeRegistration
{
    /// <summary>What <c>AddAuthentication</c> adds but for Data Protection, which reads or makes its keys before a host listens,
    /// and which no scheme of this layer uses. A host whose own schemes use it has called <c>AddAuthentication</c>.</summary>
    public static AuthenticationBuilder AddSchemes(this IServiceCollection services)
    {
        services.AddAuthenticationCore();
        services.AddWebEncoders();
        services.TryAddSingleton(TimeProvider.System);
        return new(services);
    }
}
