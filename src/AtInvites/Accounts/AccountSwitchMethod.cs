using AtInvites.Redemption;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary>Sets the switch of an account. The note of each call replaces the last one, also when there is none.</summary>
internal abstract class AccountSwitchMethod(AccountInviteSwitch invites, AccountOptions options, bool disables)
    : AdminMethod(options)
{
    protected sealed override async ValueTask<XrpcAnswer> AdministerAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var account = Did.Parse(call.Input.GetString("account")!);
        return await invites.SetAsync(account, disables, call.Input.GetString("note"), cancellationToken)
            ? XrpcAnswer.Empty
            : AccountErrors.LongNote;
    }
}
