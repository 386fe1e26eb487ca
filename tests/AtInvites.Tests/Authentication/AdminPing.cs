using AtInvites.Syntax;
using AtInvites.Xrpc;

namespace AtInvites.Tests.Authentication;

/// <summary>A method of the administration without output.</summary>
internal sealed class AdminPing : XrpcMethod
{
    public const string Name = "com.example.admin.ping";
    public const string Document = """{"lexicon":1,"id":"com.example.admin.ping","defs":{"main":{"type":"query"}}}""";

    public override Nsid Id => Nsid.Parse(Name);

    public override XrpcAccess Access => XrpcAccess.Admin;

    public override ValueTask<XrpcAnswer> InvokeAsync(XrpcCall call, CancellationToken cancellationToken)
    {
        Assert.Equal(default, call.Caller);
        return new(XrpcAnswer.Empty);
    }
}
