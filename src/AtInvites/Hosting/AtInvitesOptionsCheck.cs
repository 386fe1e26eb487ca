using AtInvites.Authentication;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtInvites.Hosting;

/// <summary>Finds every fault of the settings at once, each with what mends it.</summary>
internal sealed class AtInvitesOptionsCheck(IServiceProvider provider, IServiceProviderIsService services)
    : IValidateOptions<AtInvitesOptions>
{
    public ValidateOptionsResult Validate(string? name, AtInvitesOptions options)
    {
        var faults = new List<string>();
        FindFaults(options, faults);
        FindSchemeFaults(options.Callers.Schemes, faults);
        FindAdminFaults(options.Admin, faults);
        faults.AddRange(JetstreamFeed.Faults(provider, services, options.Records));
        if (AccountFamily.IsOn(services)) faults.AddRange(AccountFaults(options));
        if (HandshakeWriting.IsOn(services) && !HandshakeFamily.IsOn(services))
            faults.Add("AtInvites: records are to be written and there is no family of them; add .AddRecordInvites().");
        if (HandshakeFamily.IsOn(services)) faults.AddRange(HandshakeFamily.Faults(provider));
        if (options.ServiceDid.Length == 0)
            faults.Add("AtInvites: ServiceDid is not set; give this service's DID, such as did:web:invites.example.com.");
        else if (!Did.TryParse(options.ServiceDid, out _))
            faults.Add(
                $"AtInvites: ServiceDid \"{options.ServiceDid}\" is not a DID; give one such as did:web:invites.example.com.");
        if (!services.IsService(typeof(StoreSet)))
            faults.Add("AtInvites: there is no store; add .UseSqlite(\"Data Source=invites.db\") or .UseInMemory().");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    /// <summary>Faults of settings that are judged by themselves.</summary>
    public static void FindFaults(AtInvitesOptions options, List<string> faults)
    {
        options.Tokens.FindFaults(faults);
        options.Policy.FindFaults(faults);
        options.Sweep.FindFaults(faults);
        options.Xrpc.FindFaults(faults);
        options.Guesses.FindFaults(faults);
        options.Spaces.FindFaults(faults);
        options.Callers.FindFaults(faults);
        options.Records.FindFaults(faults);
        options.Health.FindFaults(faults);
    }

    private static IEnumerable<string> AccountFaults(AtInvitesOptions options)
    {
        foreach (var fault in options.Accounts.Faults()) yield return fault;
        if (options.ServiceDid.Length > 0 && CodePrefix.Hostname(options) is null)
            yield return "AtInvites: Accounts:Hostname is not set; give the host name that codes begin with, "
                + "which only a did:web says by itself.";
        if (options.Tokens is { HashKey: null, HashKeyFile: null })
            yield return "AtInvites: account codes need a hash key, for they can be guessed; set Tokens:HashKey to base64 of "
                + "32 random bytes, or Tokens:HashKeyFile to a file that keeps one.";
    }

    /// <summary>Only a host that listens has callers; the engine alone needs no scheme. A scheme that is looked up elsewhere than
    /// in memory is left to the first request.</summary>
    private void FindSchemeFaults(IList<string> schemes, List<string> faults)
    {
        if (!services.IsService(typeof(IServer))) return;
        if (schemes.Count == 0)
            faults.Add(
                "AtInvites: nobody can call; add .AddServiceAuth(), or .AddCallerScheme(\"your scheme\") for one of your own.");
        var known = provider.GetService<IAuthenticationSchemeProvider>();
        foreach (var scheme in schemes)
        {
            if (known is null || known.GetSchemeAsync(scheme) is { IsCompletedSuccessfully: true, Result: null })
                faults.Add($"AtInvites: there is no authentication scheme \"{scheme}\"; "
                    + "name one that AddAuthentication() has, as it is spelled there.");
        }
    }

    /// <summary>Account codes are administrated over HTTP; nothing else is. A policy that is looked up elsewhere than in memory
    /// is left to the first request.</summary>
    private void FindAdminFaults(AdminOptions options, List<string> faults)
    {
        var listens = services.IsService(typeof(IServer));
        var isNeeded = listens && services.IsService(typeof(IAccountDirectory));
        options.FindFaults(faults, isNeeded);
        if (!listens || string.IsNullOrEmpty(options.Policy)) return;
        var known = provider.GetService<IAuthorizationPolicyProvider>();
        if (known is null || known.GetPolicyAsync(options.Policy) is { IsCompletedSuccessfully: true, Result: null })
            faults.Add($"AtInvites: there is no authorization policy \"{options.Policy}\"; "
                + "name one that AddAuthorization() has, as it is spelled there.");
    }
}
