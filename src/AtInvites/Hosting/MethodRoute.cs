using System.Diagnostics.CodeAnalysis;
using AtInvites.Syntax;
using AtInvites.Xrpc;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Hosting;

/// <summary>A method's address and how it is registered. The method itself is made at its first call, when the settings have been
/// checked.</summary>
internal sealed record MethodRoute(Nsid Id, ServiceDescriptor Service)
{
    public static MethodRoute To<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TMethod>(Nsid id)
        where TMethod : XrpcMethod => new(id, ServiceDescriptor.Singleton<TMethod, TMethod>());

    public XrpcMethod Resolve(IServiceProvider services) => (XrpcMethod)services.GetRequiredService(Service.ServiceType);
}
