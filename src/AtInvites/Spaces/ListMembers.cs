using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.listMembers</c>, by DID. On top of the lexicon it takes <c>limit</c> (1 to 1,000, which is the
/// default) and <c>cursor</c>, the last DID, and answers a cursor when there is more.</summary>
internal sealed class ListMembers(SpaceReader reader, IMemberStore members) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.ListMembers;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var uri = AtUri.Parse(call.Parameters.GetString("spaceUri")!);
        var (_, fault) = await reader.FindAsync(uri, call.Caller, cancellationToken);
        if (fault is not null) return fault;
        if (!DidCursor.TryParse(call.Parameters.GetString("cursor"), out var after)) return SpaceErrors.BadCursor;
        var limit = (int)call.Parameters.GetInteger("limit")!;
        var page = await members.ListAsync(new() { Space = uri, Limit = limit, After = after }, cancellationToken);
        var next = page.HasMore ? page.Items[^1].Account.Value : null;
        return XrpcAnswer.Ok(new([.. page.Items.Select(MemberView.Of)], next), SpaceJson.Wire.MemberList);
    }
}
