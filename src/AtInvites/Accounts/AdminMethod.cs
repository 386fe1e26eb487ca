using AtInvites.Redemption;
using AtInvites.Xrpc;

namespace AtInvites.Accounts;

/// <summary>A method of the administration. Where an entryway manages the codes, every one of them says so and does
/// nothing.</summary>
internal abstract class AdminMethod(AccountOptions options) : XrpcMethod
{
    public sealed override XrpcAccess Access => XrpcAccess.Admin;

    public sealed override ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken) =>
        options.ManagedByEntryway ? new(AccountErrors.EntrywayManages) : AdministerAsync(call, cancellationToken);

    protected abstract ValueTask<XrpcAnswer> AdministerAsync(XrpcCall call, CancellationToken cancellationToken);
}
