using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.admin.enableAccountInvites</c>: the account's codes are made usable again; those that were made
/// disabled stay so.</summary>
internal sealed class EnableAccountInvites(AccountInviteSwitch invites, AccountOptions options)
    : AccountSwitchMethod(invites, options, disables: false)
{
    public override Nsid Id => AccountMethodIds.EnableAccountInvites;
}
