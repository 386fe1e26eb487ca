using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.admin.createSpace</c>: the caller becomes owner and first member.</summary>
internal sealed class CreateSpace(
    ISpaceStore store, SpaceOptions options, ServiceIdentity service, TimeProvider time) : XrpcMethod
{
    // A TID's clock id tells generators of one repository apart; here a key that is taken is refused anyway.
    private readonly TidClock _keys = new(time, 0);

    public override Nsid Id => SpaceMethodIds.CreateSpace;

    public override async ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        if (!RecordKey.TryParse(call.Input.GetString("key") ?? _keys.Next().Value, out var key))
            return XrpcError.InvalidRequest("key must be a record key");
        if (!AppPolicy.TryRead(call.Input.GetObject("appPolicy"), out var policy))
            return XrpcError.InvalidRequest("appPolicy/mode must be allow or deny");

        var type = Nsid.Parse(call.Input.GetString("type") ?? options.DefaultType);
        var space = new Space
        {
            Uri = AtUri.Create(call.Caller, type, key),
            Owner = call.Caller,
            Type = type,
            Key = key,
            CreatedAt = time.GetMillisecond(),
            MemberListRef = call.Input.GetString("memberListRef") is { } list ? AtUri.Parse(list) : null,
            AppPolicyRef = call.Input.GetString("appPolicyRef") is { } reference ? AtUri.Parse(reference) : null,
            AppPolicy = policy,
        };
        return await store.CreateAsync(space, cancellationToken)
            ? XrpcAnswer.Ok(new(SpaceView.Of(space, call.Caller, service.Did)), SpaceJson.Wire.SpaceResult)
            : SpaceErrors.SpaceExists;
    }
}
