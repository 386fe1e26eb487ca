using System.Data.Common;
using System.Text.Json;

namespace PdsHost;

/// <summary>A refusal as XRPC writes it.</summary>
internal static partial class XrpcFailure
{
    public static IResult Of(int status, string error, string message) =>
        Results.Json(new { error, message }, statusCode: status);

    public static IResult InvalidRequest(string message) => Of(400, "InvalidRequest", message);

    public static IResult NotFound() => Of(400, "NotFound", "Account not found");

    public static IResult TakenDown() => Of(401, "AccountTakedown", "Account has been taken down");

    /// <summary>Writes what ASP.NET Core refuses by itself, such as a body that is no JSON, in the same form.</summary>
    public static void UseXrpcFailures(this WebApplication app)
    {
        app.UseStatusCodePages(refused => Named(refused.HttpContext.Response.StatusCode, null).ExecuteAsync(refused.HttpContext));
        app.Use(async (context, next) =>
        {
            // Answers carry sessions and codes.
            context.Response.Headers.CacheControl = "no-store";
            try
            {
                await next(context);
            }
            catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
            {
                await Named(refused.StatusCode, refused.InnerException as JsonException).ExecuteAsync(context);
            }
            catch (Exception fault) when (fault is DbException or TimeoutException && !context.Response.HasStarted)
            {
                LogUnavailable(app.Logger, fault);
                context.Response.Headers.RetryAfter = "1";
                await Of(503, "ServiceUnavailable", "The service cannot answer just now; try again").ExecuteAsync(context);
            }
        });
    }

    private static IResult Named(int status, JsonException? fault) => status switch
    {
        405 => InvalidRequest("Incorrect HTTP method"),
        415 => InvalidRequest("Wrong request encoding (Content-Type): expected application/json"),
        404 => Of(501, "MethodNotImplemented", "Method Not Implemented"),
        413 => Of(413, "PayloadTooLarge", "The request is too large"),
        < 500 when fault?.Path is ['$', '.', .. var property] => InvalidRequest($"Input/{property} is not what the lexicon says"),
        < 500 when fault is not null => InvalidRequest("The body is not a JSON object"),
        < 500 => InvalidRequest("The request could not be read"),
        _ => Of(500, "InternalServerError", "Internal Server Error"),
    };

    [LoggerMessage(9001, LogLevel.Error, "The accounts cannot be reached.")]
    private static partial void LogUnavailable(ILogger logger, Exception fault);
}
