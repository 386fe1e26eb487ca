using AtInvites.Redemption;
using AtInvites.Syntax;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.admin.disableAccountInvites</c>: codes that the account asks for from now on are made disabled; those
/// it has stay as they are.</summary>
internal sealed class DisableAccountInvites(AccountInviteSwitch invites, AccountOptions options)
    : AccountSwitchMethod(invites, options, disables: true)
{
    public override Nsid Id => AccountMethodIds.DisableAccountInvites;
}
