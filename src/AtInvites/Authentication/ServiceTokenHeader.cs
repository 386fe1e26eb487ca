using System.Text.Json;

namespace AtInvites.Authentication;

/// <summary>The header of a service-auth token: <c>alg</c>, and <c>typ</c> where there is one.</summary>
internal sealed record ServiceTokenHeader(string Algorithm, string? Type)
{
    /// <summary>Reads a header; null where a member is of the wrong type or an extension must be understood, which is none
    /// here (RFC 7515, section 4.1.11).</summary>
    public static ServiceTokenHeader? Read(JsonElement header)
    {
        if (header.TryGetProperty("crit", out _) || header.Text("alg") is not { } algorithm) return null;
        var type = header.Text("typ");
        return type is null && header.TryGetProperty("typ", out _) ? null : new(algorithm, type);
    }
}
