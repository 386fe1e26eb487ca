using AtInvites.Syntax;

namespace AtInvites.Spaces;

/// <summary>Settings of the spaces that the library keeps for a host that has none.</summary>
public sealed class SpaceOptions
{
    /// <summary>Type of a space whose <c>type</c> is not given, an NSID. Default <c>rsvp.atmo.space</c>.</summary>
    public string DefaultType { get; set; } = SpaceMethodIds.Namespace;

    internal void FindFaults(List<string> faults)
    {
        if (!Nsid.TryParse(DefaultType, out _))
            faults.Add($"AtInvites: Spaces:DefaultType \"{DefaultType}\" is not an NSID; give one such as com.example.space.");
    }
}
