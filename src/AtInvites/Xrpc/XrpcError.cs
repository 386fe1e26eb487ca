namespace AtInvites.Xrpc;

/// <summary>A refusal on the wire: <c>{"error": name, "message": text}</c> (atproto.com/specs/xrpc, "Error Responses").</summary>
/// <param name="Status">HTTP status, 400 or above.</param>
/// <param name="Name">The error name: a lexicon's own or one of <see cref="XrpcErrorNames"/>.</param>
/// <param name="Message">For a human; never a secret and never what a caller may not know.</param>
internal sealed record XrpcError(int Status, string Name, string Message)
{
    /// <summary>The challenge of callers that are accounts.</summary>
    public const string Bearer = "Bearer";

    /// <summary>Sent as <c>WWW-Authenticate</c>, which every 401 has.</summary>
    public string? Challenge { get; init; }

    /// <summary>Sent as <c>Retry-After</c>, in seconds.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Sent as <c>RateLimit-*</c>.</summary>
    public XrpcRateLimit? RateLimit { get; init; }

    /// <summary>Sent as <c>Allow</c>.</summary>
    public string? Allow { get; init; }

    public static XrpcError InvalidRequest(string message) => new(400, XrpcErrorNames.InvalidRequest, message);

    public static XrpcError Unauthorized(string name, string message) => new(401, name, message) { Challenge = Bearer };

    public static XrpcError Forbidden(string message) => new(403, XrpcErrorNames.Forbidden, message);

    public static XrpcError NotFound(string message) => new(404, XrpcErrorNames.NotFound, message);

    public static XrpcError WrongVerb(string given, string expected) =>
        InvalidRequest($"Incorrect HTTP method ({given}) expected {expected}") with { Allow = expected };

    public static XrpcError PayloadTooLarge(int limit) =>
        new(413, XrpcErrorNames.PayloadTooLarge, $"The request body is larger than {limit} bytes");

    public static XrpcError RateLimited(XrpcRateLimit state, int retryAfter) =>
        new(429, XrpcErrorNames.RateLimitExceeded, "Rate Limit Exceeded") { RateLimit = state, RetryAfter = retryAfter };

    public static XrpcError NotImplemented() => new(501, XrpcErrorNames.MethodNotImplemented, "Method Not Implemented");

    public static XrpcError Unavailable() =>
        new(503, XrpcErrorNames.ServiceUnavailable, "The service cannot answer just now; try again") { RetryAfter = 1 };
}
