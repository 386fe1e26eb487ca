using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.admin.disableInviteCodes</c>: the codes named and those that the accounts hold now, in one step.
/// Unknown ones are ignored; the administration's own can only be named one by one.</summary>
internal sealed class DisableInviteCodes(CodeDisabler disabler, AccountOptions options) : AdminMethod(options)
{
    public override Nsid Id => AccountMethodIds.DisableInviteCodes;

    protected override async ValueTask<XrpcAnswer> AdministerAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var owners = new List<Did>();
        foreach (var account in Strings(call, "accounts"))
        {
            if (!CodeOwner.TryParse(account, out var owner)) continue;
            if (owner.Account is not { } did) return AccountErrors.AdminCodesStay;
            owners.Add(did);
        }

        await disabler.DisableAsync([.. Strings(call, "codes")], owners, cancellationToken);
        return XrpcAnswer.Empty;
    }

    private static IEnumerable<string> Strings(XrpcCall call, string name) =>
        call.Input.Get(name) is { } list ? list.EnumerateArray().Select(item => item.GetString()!) : [];
}
