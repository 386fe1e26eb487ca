using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtInvites.Hosting;

/// <summary>Finds every fault of the settings at once, each with what mends it.</summary>
internal sealed class AtInvitesOptionsCheck(IServiceProviderIsService services) : IValidateOptions<AtInvitesOptions>
{
    public ValidateOptionsResult Validate(string? name, AtInvitesOptions options)
    {
        List<string> faults =
        [
            .. options.Tokens.Faults(), .. options.Policy.Faults(), .. options.Sweep.Faults(), .. options.Xrpc.Faults(),
            .. options.Spaces.Faults(), .. options.Callers.Faults(),
        ];
        if (options.ServiceDid.Length == 0)
            faults.Add("AtInvites: ServiceDid is not set; give this service's DID, such as did:web:invites.example.com.");
        else if (!Did.TryParse(options.ServiceDid, out _))
            faults.Add(
                $"AtInvites: ServiceDid \"{options.ServiceDid}\" is not a DID; give one such as did:web:invites.example.com.");
        if (!services.IsService(typeof(StoreSet)))
            faults.Add("AtInvites: there is no store; add .UseSqlite(\"Data Source=invites.db\") or .UseInMemory().");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
