using AtInvites.Redemption;
using AtInvites.Syntax;
using AtInvites.Tokens;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.invite.revoke</c>: no redemption that starts after the answer is admitted. A hash of another space
/// answers like one that does not exist.</summary>
internal sealed class RevokeInvite(SpaceAccess access, InviteRevoker revoker) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.RevokeInvite;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var space = AtUri.Parse(call.Input.GetString("spaceUri")!);
        if (await access.OwnerFaultAsync(space, call.Caller, cancellationToken) is { } fault) return fault;
        return TokenHash.TryParseHex(call.Input.GetString("tokenHash"), out var token)
            && await revoker.RevokeAsync(space, token, cancellationToken)
            ? XrpcAnswer.Ok(new(true), SpaceJson.Wire.OkResult)
            : SpaceErrors.UnknownInvite;
    }
}
