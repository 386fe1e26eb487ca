namespace AtInvites.Xrpc;

/// <summary>Error names that belong to no lexicon, as the reference server writes them, and those that several lexicons
/// share.</summary>
internal static class XrpcErrorNames
{
    public const string InvalidRequest = "InvalidRequest";
    public const string Forbidden = "Forbidden";
    public const string NotFound = "NotFound";
    public const string PayloadTooLarge = "PayloadTooLarge";
    public const string RateLimitExceeded = "RateLimitExceeded";
    public const string MethodNotImplemented = "MethodNotImplemented";
    public const string ServiceUnavailable = "ServiceUnavailable";
}
