using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>Finds every fault of <see cref="IdentityOptions"/> at start.</summary>
internal sealed class IdentityOptionsCheck : IValidateOptions<IdentityOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, IdentityOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        CheckDirectory(options, faults);
        CheckSpan(faults, nameof(options.CacheLifetime), options.CacheLifetime, TimeSpan.FromDays(1));
        CheckSpan(faults, nameof(options.FailureLifetime), options.FailureLifetime, TimeSpan.FromHours(1));
        CheckSpan(faults, nameof(options.RefreshInterval), options.RefreshInterval, TimeSpan.FromDays(1));
        CheckSpan(faults, nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(30));
        CheckNumber(faults, nameof(options.CacheSize), options.CacheSize, 1, int.MaxValue);
        CheckNumber(faults, nameof(options.RefreshesPerMinute), options.RefreshesPerMinute, 0, int.MaxValue);
        CheckNumber(faults, nameof(options.MaxDocumentBytes), options.MaxDocumentBytes, 1, 1024 * 1024);
        return faults.Build();
    }

    private static void CheckDirectory(IdentityOptions options, ValidateOptionsResultBuilder faults)
    {
        var directory = options.PlcDirectory;
        if (directory is not { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" } || !IsHttp(directory))
        {
            faults.AddError($"AtInvites: Identity:PlcDirectory is \"{directory}\"; it needs a bare https address.");
            return;
        }
        if (directory.IsLoopback && !options.AllowLocalhost)
            faults.AddError($"AtInvites: Identity:PlcDirectory is {directory}; a local one needs Identity:AllowLocalhost.");
        else if (!directory.IsLoopback && directory.Scheme != Uri.UriSchemeHttps)
            faults.AddError($"AtInvites: Identity:PlcDirectory is {directory}; one that is not local needs https.");
    }

    private static bool IsHttp(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;

    private static void CheckSpan(ValidateOptionsResultBuilder faults, string name, TimeSpan value, TimeSpan most)
    {
        if (value <= TimeSpan.Zero || value > most)
            faults.AddError($"AtInvites: Identity:{name} is {value}; it needs more than 0 and at most {most}.");
    }

    private static void CheckNumber(ValidateOptionsResultBuilder faults, string name, int value, int least, int most)
    {
        if (value < least || value > most)
            faults.AddError($"AtInvites: Identity:{name} is {value}; it needs {least} to {most}.");
    }
}
