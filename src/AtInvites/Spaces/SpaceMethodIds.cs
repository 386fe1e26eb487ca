using AtInvites.Syntax;

namespace AtInvites.Spaces;

/// <summary>NSIDs of the family, written once.</summary>
internal static class SpaceMethodIds
{
    /// <summary>The namespace whose other methods are answered 501.</summary>
    public const string Namespace = "rsvp.atmo.space";

    public static readonly Nsid CreateInvite = Nsid.Parse("rsvp.atmo.space.invite.create");
    public static readonly Nsid RedeemInvite = Nsid.Parse("rsvp.atmo.space.invite.redeem");
    public static readonly Nsid ListInvites = Nsid.Parse("rsvp.atmo.space.invite.list");
    public static readonly Nsid RevokeInvite = Nsid.Parse("rsvp.atmo.space.invite.revoke");
    public static readonly Nsid CreateSpace = Nsid.Parse("rsvp.atmo.space.admin.createSpace");
    public static readonly Nsid AddMember = Nsid.Parse("rsvp.atmo.space.admin.addMember");
    public static readonly Nsid RemoveMember = Nsid.Parse("rsvp.atmo.space.admin.removeMember");
    public static readonly Nsid GetSpace = Nsid.Parse("rsvp.atmo.space.getSpace");
    public static readonly Nsid ListSpaces = Nsid.Parse("rsvp.atmo.space.listSpaces");
    public static readonly Nsid ListMembers = Nsid.Parse("rsvp.atmo.space.listMembers");
}
