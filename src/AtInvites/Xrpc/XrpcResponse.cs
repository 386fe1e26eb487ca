using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Xrpc;

/// <summary>Writes answers.</summary>
internal static class XrpcResponse
{
    public static Task WriteAsync(HttpContext context, XrpcAnswer answer)
    {
        var response = context.Response;
        // Answers differ by caller, and one of them carries a token.
        response.Headers.CacheControl = "no-store";
        if (answer.Error is not { } error) return WriteBodyAsync(context, StatusCodes.Status200OK, answer.Body!);

        if (error.Allow is not null) response.Headers.Allow = error.Allow;
        if (error.RetryAfter is { } seconds) response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (error.RateLimit is { } budget) WriteRateLimit(response.Headers, budget);
        if (error.Challenge is not null) response.Headers.WWWAuthenticate = error.Challenge;
        var body = JsonSerializer.SerializeToUtf8Bytes(new(error.Name, error.Message), XrpcJson.Wire.XrpcErrorBody);
        return WriteBodyAsync(context, error.Status, body);
    }

    private static void WriteRateLimit(IHeaderDictionary headers, XrpcRateLimit budget)
    {
        headers["RateLimit-Limit"] = budget.Limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = budget.Remaining.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = budget.Reset.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"{budget.Limit};w={budget.Window}");
    }

    private static Task WriteBodyAsync(HttpContext context, int status, byte[] body)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (body.Length > 0) response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
