using System.Text.Json;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary><c>com.atproto.server.createInviteCodes</c>: an entry for each account named, twice for one named twice, none for an
/// empty list; without a list, one for the administration itself.</summary>
internal sealed class CreateInviteCodes(CodeIssuer issuer, AccountOptions options) : AdminMethod(options)
{
    public override Nsid Id => AccountMethodIds.CreateInviteCodes;

    protected override async ValueTask<XrpcAnswer> AdministerAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var outcome = await issuer.IssueAsync(
            new()
            {
                Owners = call.Input.Get("forAccounts") is { } accounts ? Owners(accounts) : [CodeOwner.Admin],
                CodesEach = call.Input.GetInteger("codeCount")!.Value,
                Uses = call.Input.GetInteger("useCount")!.Value,
            },
            cancellationToken);
        return outcome.IsIssued
            ? XrpcAnswer.Ok(new([.. outcome.Codes.Select(AccountCodes.Of)]), AccountJson.Wire.CreatedCodes)
            : XrpcError.InvalidRequest(outcome.Message);
    }

    private static CodeOwner[] Owners(JsonElement accounts) =>
        [.. accounts.EnumerateArray().Select(account => CodeOwner.Of(Did.Parse(account.GetString()!)))];
}
