using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.server.getAccountInviteCodes</c>: the caller's codes, newest first, those it has just earned among
/// them. The lexicon's DuplicateCreate never comes: calls that earn at once share what one of them made.</summary>
internal sealed class GetAccountInviteCodes(
    IAccountDirectory directory, IAccountCodeStore store, CodeEarner earner, CodeLister lister) : XrpcMethod
{
    public override Nsid Id => AccountMethodIds.GetAccountInviteCodes;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        if (await directory.FindAsync(call.Caller, cancellationToken) is not { } standing) return AccountErrors.AccountNotFound;
        if (standing.IsTakenDown) return AccountErrors.AccountTakedown;

        var held = await store.ListForAsync(call.Caller, cancellationToken);
        if (call.Parameters.GetBoolean("createAvailable")!.Value
            && earner.CountDue(call.Caller, standing.CreatedAt, held) > 0)
        {
            await earner.EarnAsync(call.Caller, standing.CreatedAt, held, cancellationToken);
            // Also when another call was first: its codes answer this one too.
            held = await store.ListForAsync(call.Caller, cancellationToken);
        }

        var includesUsed = call.Parameters.GetBoolean("includeUsed")!.Value;
        var shown = held.Where(code => includesUsed ? !code.IsDisabled : code.IsOpen).ToList();
        return XrpcAnswer.Ok(new([.. lister.Open(shown).Select(InviteCodeView.Of)], null), AccountJson.Wire.CodeList);
    }
}
