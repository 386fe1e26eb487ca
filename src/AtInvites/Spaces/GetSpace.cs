using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.getSpace</c>, for members.</summary>
internal sealed class GetSpace(SpaceReader reader, ServiceIdentity service) : XrpcMethod
{
    public override Nsid Id => SpaceMethodIds.GetSpace;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        var uri = AtUri.Parse(call.Parameters.GetString("uri")!);
        var (space, fault) = await reader.FindAsync(uri, call.Caller, cancellationToken);
        return fault is null
            ? XrpcAnswer.Ok(new(SpaceView.Of(space!, call.Caller, service.Did)), SpaceJson.Wire.SpaceResult)
            : fault;
    }
}
