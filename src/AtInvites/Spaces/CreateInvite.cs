using AtInvites.Redemption;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.invite.create</c>: the owner mints an invite and sees its token once.</summary>
internal sealed class CreateInvite(SpaceAccess access, InviteIssuer issuer) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.CreateInvite;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var space = AtUri.Parse(call.Input.GetString("spaceUri")!);
        if (await access.OwnerFaultAsync(space, call.Caller, cancellationToken) is { } fault) return fault;
        if (!WirePerms.TryParse(call.Input.GetString("perms"), out var perms)) return SpaceErrors.BadPerms;

        var outcome = await issuer.IssueAsync(
            new()
            {
                Space = space,
                Perms = perms,
                CreatedBy = call.Caller,
                ExpiresAt = call.Input.GetInteger("expiresAt"),
                MaxUses = call.Input.GetInteger("maxUses"),
                Note = call.Input.GetString("note"),
            },
            cancellationToken);
        if (outcome.IsIssued)
            return XrpcAnswer.Ok(new(outcome.Secret.Reveal(), InviteView.Of(outcome.Invite)), SpaceJson.Wire.CreatedInvite);
        return outcome.Fault == IssueFault.SpaceDeleted ? SpaceErrors.UnknownSpace : XrpcError.InvalidRequest(outcome.Message);
    }
}
