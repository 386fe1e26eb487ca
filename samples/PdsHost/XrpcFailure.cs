namespace PdsHost;

/// <summary>A refusal as XRPC writes it.</summary>
internal static class XrpcFailure
{
    public static IResult Of(int status, string error, string message) =>
        Results.Json(new { error, message }, statusCode: status);

    public static IResult InvalidRequest(string message) => Of(400, "InvalidRequest", message);

    public static IResult NotFound() => Of(400, "NotFound", "Account not found");

    public static IResult TakenDown() => Of(401, "AccountTakedown", "Account has been taken down");

    /// <summary>Writes what ASP.NET Core refuses by itself, such as a body that is no JSON, in the same form.</summary>
    public static void UseXrpcFailures(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException refused) when (!context.Response.HasStarted)
        {
            var error = refused.StatusCode == 413 ? "PayloadTooLarge" : "InvalidRequest";
            await Of(refused.StatusCode == 413 ? 413 : 400, error, "The request could not be read").ExecuteAsync(context);
        }
    });
}
