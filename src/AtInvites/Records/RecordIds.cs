using AtInvites.Syntax;

namespace AtInvites.Records;

/// <summary>NSIDs of the families, written once.</summary>
internal static class RecordIds
{
    public const string Chive = "pub.chive.collaboration";
    public const string Registry = "blue.registry";

    public static readonly Nsid ChiveInvite = Nsid.Parse("pub.chive.collaboration.invite");
    public static readonly Nsid ChiveAcceptance = Nsid.Parse("pub.chive.collaboration.inviteAcceptance");
    public static readonly Nsid ListInvites = Nsid.Parse("pub.chive.collaboration.listInvites");
    public static readonly Nsid ListCollaborators = Nsid.Parse("pub.chive.collaboration.listCollaborators");
    public static readonly Nsid RegistryInvite = Nsid.Parse("blue.registry.invite");
    public static readonly Nsid RegistryResponse = Nsid.Parse("blue.registry.inviteResponse");
}
