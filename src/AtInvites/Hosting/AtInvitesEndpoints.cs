using AtInvites.Records;
using AtInvites.Redemption;
using AtInvites.Spaces;
using AtInvites.Xrpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Hosting;

/// <summary>Maps the lexicon methods.</summary>
public static class AtInvitesEndpoints
{
    /// <summary>Maps every method under <c>/xrpc/</c>. What is mapped takes conventions, such as <c>RequireRateLimiting</c>.
    /// Methods of <c>rsvp.atmo.space</c> that nobody maps answer 501; those of <c>com.atproto</c> are the host's, and the queries
    /// of <c>pub.chive.collaboration</c> come with that family of record invites. The methods ask for credentials themselves:
    /// behind a fallback policy they want <c>AllowAnonymous</c>. Map once for each prefix.</summary>
    public static IEndpointConventionBuilder MapAtInvites(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!services.IsService(typeof(InviteRedeemer)))
            throw new InvalidOperationException("AtInvites: call builder.Services.AddAtInvites() before app.MapAtInvites().");

        var group = endpoints.MapGroup("/xrpc");
        foreach (var route in SpaceRoutes.Invites) Map(group, route);
        if (endpoints.ServiceProvider.GetRequiredService<SpaceFamily>().KeepsSpaces)
        {
            foreach (var route in SpaceRoutes.OwnSpaces) Map(group, route);
        }

        if (AccountFamily.IsOn(services))
        {
            foreach (var route in AccountRoutes.All) Map(group, route);
        }

        if (HandshakeFamily.IsOn(services))
        {
            var families = endpoints.ServiceProvider.GetServices<RecordFamily>();
            foreach (var route in HandshakeRoutes.Of(families)) Map(group, route);
        }

        // Any literal path, the host's own methods included, is chosen before this one.
        group.Map(SpaceMethodIds.Namespace + ".{method}", (RequestDelegate)NotImplementedAsync);
        return group;
    }

    private static void Map(RouteGroupBuilder group, MethodRoute route)
    {
        var path = "/" + route.Id.Value;
        group.Map(path, (RequestDelegate)(context =>
        {
            // Routing folds case and forgives a slash at the end; the name of a method is exact (atproto.com/specs/nsid).
            if (!context.Request.Path.Value!.EndsWith(path, StringComparison.Ordinal)) return NotImplementedAsync(context);
            var services = context.RequestServices;
            return services.GetRequiredService<XrpcDispatcher>().DispatchAsync(context, route.Resolve(services));
        }));
    }

    private static Task NotImplementedAsync(HttpContext context) => XrpcResponse.WriteAsync(context, XrpcError.NotImplemented());
}
