using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.server.createInviteCode</c>: one code, for an account or for the administration itself.</summary>
internal sealed class CreateInviteCode(CodeIssuer issuer, AccountOptions options) : AdminMethod(options)
{
    public override Nsid Id => AccountMethodIds.CreateInviteCode;

    protected override async ValueTask<XrpcAnswer> AdministerAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var owner = call.Input.GetString("forAccount") is { } account ? CodeOwner.Of(Did.Parse(account)) : CodeOwner.Admin;
        var outcome = await issuer.IssueAsync(
            new() { Owners = [owner], CodesEach = 1, Uses = call.Input.GetInteger("useCount")!.Value }, cancellationToken);
        return outcome.IsIssued
            ? XrpcAnswer.Ok(new(outcome.Codes[0].Codes[0].Reveal()), AccountJson.Wire.CreatedCode)
            : XrpcError.InvalidRequest(outcome.Message);
    }
}
