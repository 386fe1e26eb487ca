using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.admin.addMember</c>: the owner grants a membership. A larger grant that the account holds stays;
/// to lower it, remove the member first.</summary>
internal sealed class AddMember(SpaceAccess access, IMemberStore members, TimeProvider time) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.AddMember;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var space = AtUri.Parse(call.Input.GetString("spaceUri")!);
        if (await access.OwnerFaultAsync(space, call.Caller, cancellationToken) is { } fault) return fault;
        if (!WirePerms.TryParse(call.Input.GetString("perms"), out var perms)) return SpaceErrors.BadPerms;

        var member = new Member
        {
            Account = Did.Parse(call.Input.GetString("did")!),
            Perms = perms,
            AddedAt = time.GetMillisecond(),
            AddedBy = call.Caller,
        };
        return await members.AddAsync(space, member, cancellationToken)
            ? XrpcAnswer.Ok(new(true), SpaceJson.Wire.OkResult)
            : SpaceErrors.UnknownSpace;
    }
}
