using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AtInvites.Authentication;

/// <summary>Answers a caller whom a scheme of this layer refuses.</summary>
internal static class RefusalBody
{
    /// <summary>401 with a challenge (RFC 9110, section 11.6.1) and an XRPC error.</summary>
    public static async Task WriteAsync(HttpResponse response, string challenge, string error, string message)
    {
        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.Headers.Append(HeaderNames.WWWAuthenticate, challenge);
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("error", error);
        json.WriteString("message", message);
        json.WriteEndObject();
        await json.FlushAsync(response.HttpContext.RequestAborted);
    }
}
