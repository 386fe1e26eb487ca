using System.Buffers;
using System.Text.Json;
using AtInvites.Syntax;

namespace AtInvites.Authentication;

/// <summary>The payload of a service-auth token, well formed and not yet believed.</summary>
internal sealed record ServiceTokenClaims
{
    private const double LastSecond = 253_402_300_799;

    private static readonly SearchValues<char> FragmentLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary><c>iss</c> as sent.</summary>
    public required string Issuer { get; init; }

    /// <summary><c>aud</c>.</summary>
    public required string Audience { get; init; }

    /// <summary><c>lxm</c>, or null.</summary>
    public required string? Method { get; init; }

    /// <summary><c>exp</c>.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary><c>iat</c>, or null.</summary>
    public required DateTimeOffset? IssuedAt { get; init; }

    /// <summary><c>nbf</c>, or null.</summary>
    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary><c>jti</c>, or null.</summary>
    public required string? Id { get; init; }

    /// <summary>Reads a payload; null where a member is of the wrong type, or where <c>iss</c>, <c>aud</c> or <c>exp</c> is
    /// missing.</summary>
    public static ServiceTokenClaims? Read(JsonElement payload)
    {
        if (payload.Text("iss") is not { } issuer || payload.Text("aud") is not { } audience) return null;
        if (!TryText(payload, "lxm", out var method) || !TryText(payload, "jti", out var id)) return null;
        if (!TryTime(payload, "exp", out var expires) || expires is null) return null;
        if (!TryTime(payload, "iat", out var issuedAt) || !TryTime(payload, "nbf", out var notBefore)) return null;
        return new()
        {
            Issuer = issuer,
            Audience = audience,
            Method = method,
            Expires = expires.Value,
            IssuedAt = issuedAt,
            NotBefore = notBefore,
            Id = id,
        };
    }

    /// <summary>Splits <see cref="Issuer"/> into the account and the verification method that must have signed: <c>#atproto</c>
    /// unless a service fragment names another. A labeler's service and key differ in name (atproto.com/specs/label).</summary>
    public bool TryReadIssuer(out Did did, out string keyFragment)
    {
        var hash = Issuer.IndexOf('#', StringComparison.Ordinal);
        keyFragment = hash < 0 ? "atproto" : Issuer[(hash + 1)..];
        if (keyFragment == "atproto_labeler") keyFragment = "atproto_label";
        var named = keyFragment.Length > 0 && !keyFragment.AsSpan().ContainsAnyExcept(FragmentLetters);
        return Did.TryParse(hash < 0 ? Issuer : Issuer[..hash], out did) && named;
    }

    private static bool TryText(JsonElement payload, string name, out string? text)
    {
        text = payload.Text(name);
        return text is not null || !payload.TryGetProperty(name, out _);
    }

    /// <summary>A NumericDate, which may carry a fraction (RFC 7519, section 2).</summary>
    private static bool TryTime(JsonElement payload, string name, out DateTimeOffset? time)
    {
        time = null;
        if (!payload.TryGetProperty(name, out var value)) return true;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var seconds)) return false;
        if (!(seconds >= 0 && seconds <= LastSecond)) return false;
        time = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return true;
    }
}
