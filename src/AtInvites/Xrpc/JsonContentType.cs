using Microsoft.Net.Http.Headers;

namespace AtInvites.Xrpc;

/// <summary>The one media type of a request body.</summary>
internal static class JsonContentType
{
    public const string Value = "application/json";

    /// <summary>Whether a Content-Type says JSON, with no charset or UTF-8.</summary>
    public static bool Matches(string? contentType)
    {
        if (string.Equals(contentType, Value, StringComparison.Ordinal)) return true;
        return MediaTypeHeaderValue.TryParse(contentType, out var parsed)
            && parsed.MediaType.Equals(Value, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || parsed.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                || parsed.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));
    }
}
