using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.admin.removeMember</c>: the owner ends a membership. The invites that brought the account in do
/// not admit it again; a new one does.</summary>
internal sealed class RemoveMember(SpaceAccess access, IMemberStore members, TimeProvider time) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.RemoveMember;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var space = AtUri.Parse(call.Input.GetString("spaceUri")!);
        if (await access.OwnerFaultAsync(space, call.Caller, cancellationToken) is { } fault) return fault;
        var account = Did.Parse(call.Input.GetString("did")!);
        if (account == call.Caller) return SpaceErrors.OwnerStays;
        return await members.RemoveAsync(space, account, time.GetUtcNow(), cancellationToken)
            ? XrpcAnswer.Ok(new(true), SpaceJson.Wire.OkResult)
            : SpaceErrors.UnknownMember;
    }
}
