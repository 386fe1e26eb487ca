using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary>NSIDs of the family, written once.</summary>
internal static class AccountMethodIds
{
    public static readonly Nsid CreateInviteCode = Nsid.Parse("com.atproto.server.createInviteCode");
    public static readonly Nsid CreateInviteCodes = Nsid.Parse("com.atproto.server.createInviteCodes");
    public static readonly Nsid GetAccountInviteCodes = Nsid.Parse("com.atproto.server.getAccountInviteCodes");
    public static readonly Nsid GetInviteCodes = Nsid.Parse("com.atproto.admin.getInviteCodes");
    public static readonly Nsid DisableInviteCodes = Nsid.Parse("com.atproto.admin.disableInviteCodes");
    public static readonly Nsid DisableAccountInvites = Nsid.Parse("com.atproto.admin.disableAccountInvites");
    public static readonly Nsid EnableAccountInvites = Nsid.Parse("com.atproto.admin.enableAccountInvites");
}
