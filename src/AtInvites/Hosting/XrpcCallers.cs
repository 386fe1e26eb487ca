using AtInvites.Authentication;
using AtInvites.Syntax;
using AtInvites.Xrpc;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Hosting;

/// <summary>Joins the layer that authenticates to the calling convention.</summary>
internal sealed class XrpcCallers(CallerOptions options)
{
    private readonly CallerReader _accounts = new([.. options.Schemes], options.Claim);

    /// <inheritdoc cref="XrpcCallerReader"/>
    public async ValueTask<(Did Caller, XrpcError? Refused)> ReadAsync(HttpContext context, XrpcAccess access)
    {
        if (access == XrpcAccess.Admin) return (default, await AdminAsync(context));
        var result = await _accounts.ReadAsync(context);
        return result.Succeeded
            ? (result.Caller.Value, null)
            : (default, XrpcError.Unauthorized(result.Fault.Error, result.Fault.Message));
    }

    private static async ValueTask<XrpcError?> AdminAsync(HttpContext context)
    {
        var reader = context.RequestServices.GetRequiredService<AdminReader>();
        return await reader.ReadAsync(context) is { } fault
            ? XrpcError.Unauthorized(fault.Error, fault.Message) with { Challenge = reader.Challenge ?? XrpcError.Bearer }
            : null;
    }
}
