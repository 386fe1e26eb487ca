using Microsoft.Extensions.Logging;

namespace AtInvites.Authentication;

/// <summary>Log messages of this layer, event ids 2000 to 2099. None takes a token, a token's id, a key or a password.</summary>
internal static partial class ServiceAuthLog
{
    [LoggerMessage(2000, LogLevel.Debug, "Service auth: {Did} calls {Method}")]
    public static partial void TokenAccepted(this ILogger logger, string did, string? method);

    [LoggerMessage(2001, LogLevel.Debug, "Service auth: a token was refused with {Error}")]
    public static partial void TokenRefused(this ILogger logger, string error);

    [LoggerMessage(2002, LogLevel.Information, "Service auth: {Did} signs with another key than the one remembered")]
    public static partial void KeyReplaced(this ILogger logger, string did);

    [LoggerMessage(2003, LogLevel.Information, "Service auth: ES256K is verified by {Library}")]
    public static partial void LibraryVerifies(this ILogger logger, string library);

    [LoggerMessage(2004, LogLevel.Information, "Service auth: ES256K is verified by the platform, for {Reason}")]
    public static partial void PlatformVerifies(this ILogger logger, string reason);

    [LoggerMessage(2005, LogLevel.Warning,
        "Service auth: ES256K is verified by the platform, for {Library} judged known signatures wrongly; install another")]
    public static partial void LibraryUnsound(this ILogger logger, string library);

    [LoggerMessage(2010, LogLevel.Debug, "Resolved {Did}")]
    public static partial void DidResolved(this ILogger logger, string did);

    [LoggerMessage(2011, LogLevel.Debug, "Could not resolve {Did}: {Fault}")]
    public static partial void DidNotResolved(this ILogger logger, string did, DidResolutionFault fault);

    [LoggerMessage(2012, LogLevel.Debug, "The document of {Did} is not refreshed early: the budget is spent")]
    public static partial void RefreshDenied(this ILogger logger, string did);

    [LoggerMessage(2020, LogLevel.Debug, "Administration: credentials were refused")]
    public static partial void AdminRefused(this ILogger logger);
}
