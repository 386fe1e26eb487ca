using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Authentication;

/// <summary>Says whether the service's administration calls: by the host's policy where it named one, else by the scheme
/// <see cref="AdminAuthDefaults.Scheme"/>.</summary>
internal sealed class AdminReader(AdminOptions options)
{
    /// <summary>The one refusal, whatever is wrong with the credentials.</summary>
    public static ServiceAuthFault Refused { get; } = new(ServiceAuthErrors.AuthenticationRequired, "Authentication Required");

    /// <summary>How a refused caller is asked for credentials; null where those are the host's business.</summary>
    public string? Challenge => string.IsNullOrEmpty(options.Policy) ? AdminAuthDefaults.Challenge : null;

    /// <summary>Null where the administration calls, or why nobody is let in, always for status 401.</summary>
    public async ValueTask<ServiceAuthFault?> ReadAsync(HttpContext context)
    {
        var isAdmin = string.IsNullOrEmpty(options.Policy)
            ? (await context.AuthenticateAsync(AdminAuthDefaults.Scheme)).Succeeded
            : await FulfilsAsync(context, options.Policy);
        return isAdmin ? null : Refused;
    }

    private static async Task<bool> FulfilsAsync(HttpContext context, string name)
    {
        var services = context.RequestServices;
        var policy = await services.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(name)
            ?? throw new InvalidOperationException($"AtInvites: there is no authorization policy \"{name}\".");
        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        var caller = await evaluator.AuthenticateAsync(policy, context);
        return (await evaluator.AuthorizeAsync(policy, caller, context, context)).Succeeded;
    }
}
