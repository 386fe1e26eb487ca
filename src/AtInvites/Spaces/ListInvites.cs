using AtInvites.Redemption;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.invite.list</c>, newest first. On top of the lexicon it takes <c>limit</c> (1 to 100, default 50)
/// and <c>cursor</c>, and answers a cursor when there is more.</summary>
internal sealed class ListInvites(SpaceAccess access, InviteLister lister) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.ListInvites;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var space = AtUri.Parse(call.Parameters.GetString("spaceUri")!);
        if (await access.OwnerFaultAsync(space, call.Caller, cancellationToken) is { } fault) return fault;
        if (!InviteCursor.TryParse(call.Parameters.GetString("cursor"), out var after)) return SpaceErrors.BadCursor;

        var page = await lister.ListAsync(
            new()
            {
                Space = space,
                IncludeRevoked = call.Parameters.GetBoolean("includeRevoked") ?? false,
                Limit = (int)call.Parameters.GetInteger("limit")!,
                After = after,
            },
            cancellationToken);
        var cursor = page.HasMore ? InviteCursor.Format(page.Items[^1].Position) : null;
        return XrpcAnswer.Ok(new([.. page.Items.Select(InviteView.Of)], cursor), SpaceJson.Wire.InviteList);
    }
}
