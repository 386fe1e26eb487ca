using System.Data.Common;
using AtInvites.Lexicons;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AtInvites.Xrpc;

/// <summary>The calling convention of XRPC (atproto.com/specs/xrpc): verb, caller, body or parameters, method, answer, in this
/// order, so that a stranger's body is never read.</summary>
internal sealed partial class XrpcDispatcher(
    LexiconCatalog catalog, LexiconValidator validator, XrpcCallerReader callers, XrpcOptions options,
    ILogger<XrpcDispatcher> logger)
{
    public async Task DispatchAsync(HttpContext context, XrpcMethod method)
    {
        try
        {
            await XrpcResponse.WriteAsync(context, await AnswerAsync(context, method));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
    }

    private async ValueTask<XrpcAnswer> AnswerAsync(HttpContext context, XrpcMethod method)
    {
        try
        {
            if (!catalog.TryGetMethod(method.Id, out var lexicon))
                throw new LexiconException(method.Id.Value, "", "is not in the catalog; add its document.");
            var verb = lexicon.Kind == LexiconMethodKind.Query ? HttpMethods.Get : HttpMethods.Post;
            if (!HttpMethods.Equals(context.Request.Method, verb)) return XrpcError.WrongVerb(context.Request.Method, verb);
            var (caller, refused) = await callers(context, method.Access);
            if (refused is not null) return refused;
            return lexicon.Kind == LexiconMethodKind.Query
                ? await QueryAsync(context, method, caller)
                : await ProcedureAsync(context, method, caller);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException)
        {
            LogUnavailable(method.Id.Value, fault);
            return XrpcError.Unavailable();
        }
    }

    private async ValueTask<XrpcAnswer> QueryAsync(HttpContext context, XrpcMethod method, Did caller)
    {
        if (context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            return XrpcError.InvalidRequest("A request body was provided when none was expected");
        if (!validator.TryReadParameters(method.Id, context.Request.QueryString, out var parameters, out var fault))
            return XrpcError.InvalidRequest(fault.ToString());
        var call = new XrpcCall { Caller = caller, Address = context.Connection.RemoteIpAddress, Parameters = parameters };
        return await method.InvokeAsync(call, context.RequestAborted);
    }

    private async ValueTask<XrpcAnswer> ProcedureAsync(HttpContext context, XrpcMethod method, Did caller)
    {
        var (body, error) = await JsonBody.ReadAsync(context.Request, options.MaxBodyBytes, context.RequestAborted);
        using (body)
        {
            if (error is not null) return error;
            if (!validator.TryRead(method.Id, body!.Root, out var input, out var fault))
                return XrpcError.InvalidRequest(fault.ToString());
            var call = new XrpcCall { Caller = caller, Address = context.Connection.RemoteIpAddress, Input = input };
            return await method.InvokeAsync(call, context.RequestAborted);
        }
    }

    [LoggerMessage(3001, LogLevel.Error, "{Method} was answered 503: the store failed.")]
    private partial void LogUnavailable(string method, Exception fault);
}
