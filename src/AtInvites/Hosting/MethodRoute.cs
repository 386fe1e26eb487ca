using AtInvites.Syntax;
using AtInvites.Xrpc;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Hosting;

/// <summary>A method's address. The method itself is made at its first call, when the settings have been checked.</summary>
internal sealed record MethodRoute(Nsid Id, Func<IServiceProvider, XrpcMethod> Resolve)
{
    public static MethodRoute To<TMethod>(Nsid id)
        where TMethod : XrpcMethod => new(id, provider => provider.GetRequiredService<TMethod>());
}
