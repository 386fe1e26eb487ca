using Microsoft.AspNetCore.Http;

namespace AtInvites.Xrpc;

/// <summary>A refusal as the result of an endpoint of the host's.</summary>
internal sealed class XrpcErrorResult(XrpcError error) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => error.Status;

    public Task ExecuteAsync(HttpContext httpContext) => XrpcResponse.WriteAsync(httpContext, error);
}
