using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.listSpaces</c>: the caller's spaces, by URI; the cursor is the last one's.</summary>
internal sealed class ListSpaces(ISpaceStore store, ServiceIdentity service) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.ListSpaces;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var scope = call.Parameters.GetString("scope");
        if (scope is not ("member" or "owner")) return XrpcError.InvalidRequest("scope must be member or owner");
        AtUri? after = null;
        if (call.Parameters.GetString("cursor") is { Length: > 0 } cursor)
        {
            if (!AtUri.TryParse(cursor, out var last)) return SpaceErrors.BadCursor;
            after = last;
        }

        var query = new SpaceQuery
        {
            Account = call.Caller,
            OwnedOnly = scope == "owner",
            Type = call.Parameters.GetString("type") is { } type ? Nsid.Parse(type) : null,
            Limit = (int)call.Parameters.GetInteger("limit")!,
            After = after,
        };
        var page = await store.ListAsync(query, cancellationToken);
        var views = page.Items.Select(space => SpaceView.Of(space, call.Caller, service.Did));
        return XrpcAnswer.Ok(new([.. views], page.HasMore ? page.Items[^1].Uri.Value : null), SpaceJson.Wire.SpaceList);
    }
}
