using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.admin.enableAccountInvites</c>: codes that the account asks for from now on can be used again; those
/// that were made disabled stay so.</summary>
internal sealed class EnableAccountInvites(AccountInviteSwitch invites, AccountOptions options)
    : AccountSwitchMethod(invites, options, disables: false)
{
    public override Nsid Id => AccountMethodIds.EnableAccountInvites;
}
