using AtInvites.Syntax;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Authentication;

/// <summary>Authenticates a request and reads the caller's DID off its principal. Of several schemes the first that finds
/// credentials of its own decides, also when it refuses them; no scheme named means the host's default scheme.</summary>
internal sealed class CallerReader(string[] schemes, string claim = ServiceAuthDefaults.SubjectClaim)
{
    /// <summary>The caller; a refusal is a value.</summary>
    public async ValueTask<CallerResult> ReadAsync(HttpContext context)
    {
        if (schemes.Length == 0) return Read(await context.AuthenticateAsync(), claim);
        foreach (var scheme in schemes)
        {
            var result = await context.AuthenticateAsync(scheme);
            if (result.None) continue;
            // Our own scheme names its claim; the setting is about the host's.
            return Read(result, scheme == ServiceAuthDefaults.Scheme ? ServiceAuthDefaults.SubjectClaim : claim);
        }
        return Missing();
    }

    private static CallerResult Read(AuthenticateResult result, string claim)
    {
        if (result.None) return Missing();
        StoreFault.ThrowIf(result.Failure);
        if (result.Failure is ServiceAuthException refused) return CallerResult.Refused(refused.Error, refused.Message);
        if (!result.Succeeded) return Required("The credentials were refused");
        string? named = null;
        foreach (var identity in result.Principal.Identities)
        {
            foreach (var found in identity.Claims)
            {
                // As ClaimsIdentity.FindAll matches, which takes an iterator for each identity and one over them.
                if (!string.Equals(found.Type, claim, StringComparison.OrdinalIgnoreCase)) continue;
                if (named is not null && named != found.Value)
                    return Required($"The credentials name more than one \"{claim}\"");
                named = found.Value;
            }
        }

        if (named is null) return Required($"The credentials have no \"{claim}\"");
        return Did.TryParse(named, out var did)
            ? CallerResult.Known(did)
            : Required($"The credentials' \"{claim}\" is not a DID");
    }

    private static CallerResult Missing() => CallerResult.Refused(ServiceAuthErrors.AuthMissing, "Authentication Required");

    private static CallerResult Required(string message) =>
        CallerResult.Refused(ServiceAuthErrors.AuthenticationRequired, message);
}
