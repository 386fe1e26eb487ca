namespace AtInvites.Xrpc;

/// <summary>State of a budget, sent as <c>RateLimit-*</c> headers the way the reference server does.</summary>
/// <param name="Limit">Permits in a window.</param>
/// <param name="Remaining">Permits left.</param>
/// <param name="Reset">When the window ends, in Unix seconds.</param>
/// <param name="Window">Length of the window in seconds.</param>
internal sealed record XrpcRateLimit(int Limit, int Remaining, long Reset, int Window);
