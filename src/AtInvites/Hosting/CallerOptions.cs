using AtInvites.Authentication;

namespace AtInvites.Hosting;

/// <summary>How a caller is known.</summary>
public sealed class CallerOptions
{
    /// <summary>Authentication schemes in the order in which they are asked; the first that finds credentials of its own decides.
    /// <c>AddServiceAuth</c> and <c>AddCallerScheme</c> add to it. Empty, or a name that no scheme has, stops
    /// the start of a host that listens.</summary>
    public IList<string> Schemes { get; } = [];

    /// <summary>The claim that holds the caller's DID with schemes of the host's; service auth has its own. Default
    /// <c>sub</c>.</summary>
    public string Claim { get; set; } = ServiceAuthDefaults.SubjectClaim;

    internal void FindFaults(List<string> faults)
    {
        if (string.IsNullOrEmpty(Claim))
            faults.Add("AtInvites: Callers:Claim is empty; name the claim that holds the caller's DID.");
    }
}
