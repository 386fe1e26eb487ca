using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Authentication;

/// <summary>Reads the XRPC method off a request.</summary>
internal static class CalledMethod
{
    /// <summary>The last segment of the path, or null where that is not an NSID.</summary>
    public static string? FromPath(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        var segment = path[(path.LastIndexOf('/') + 1)..];
        return Nsid.TryParse(segment, out _) ? segment : null;
    }
}
