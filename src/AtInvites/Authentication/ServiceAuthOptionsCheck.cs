using AtInvites.Syntax;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>Finds every fault of <see cref="ServiceAuthOptions"/> at start.</summary>
internal sealed class ServiceAuthOptionsCheck : IValidateOptions<ServiceAuthOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ServiceAuthOptions options)
    {
        if (name != ServiceAuthDefaults.Scheme) return ValidateOptionsResult.Skip;
        var faults = new ValidateOptionsResultBuilder();
        if (options.Audiences.Count == 0)
            faults.AddError("AtInvites: ServiceAuth:Audiences is empty; it needs the DID of the service.");
        foreach (var audience in options.Audiences)
        {
            if (!IsServiceDid(audience))
                faults.AddError($"AtInvites: ServiceAuth:Audiences holds \"{audience}\"; it needs DIDs, #fragment or not.");
        }
        if (options.MaxLifetime <= TimeSpan.Zero || options.MaxLifetime > TimeSpan.FromHours(1))
            faults.AddError($"AtInvites: ServiceAuth:MaxLifetime is {options.MaxLifetime}; it needs up to 1 hour, above 0.");
        if (options.ClockSkew < TimeSpan.Zero || options.ClockSkew > TimeSpan.FromMinutes(5))
            faults.AddError($"AtInvites: ServiceAuth:ClockSkew is {options.ClockSkew}; it needs 0 to 5 minutes.");
        if (options.ReplayCacheSize < 1)
            faults.AddError($"AtInvites: ServiceAuth:ReplayCacheSize is {options.ReplayCacheSize}; it needs 1 or more.");
        if (options.ReplayCacheShare < 1)
            faults.AddError($"AtInvites: ServiceAuth:ReplayCacheShare is {options.ReplayCacheShare}; it needs 1 or more.");
        if (options.Method is null)
            faults.AddError("AtInvites: ServiceAuth:Method is null; leave it unset to read the method off the request path.");
        return faults.Build();
    }

    private static bool IsServiceDid(string? audience)
    {
        var hash = audience?.IndexOf('#', StringComparison.Ordinal) ?? -1;
        if (hash < 0) return Did.TryParse(audience, out _);
        return Did.TryParse(audience![..hash], out _)
            && hash < audience.Length - 1
            && !audience.AsSpan(hash + 1).ContainsAny('#', ' ');
    }
}
