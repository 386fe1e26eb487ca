using System.Security.Cryptography;
using System.Text;

namespace AtInvites.Authentication;

/// <summary>A compact JWS taken apart, well formed and not yet believed.</summary>
internal sealed record ServiceToken
{
    /// <summary>Longest token read, in characters: some twenty times what the reference makes.</summary>
    public const int MaxLength = 8 * 1024;

    /// <summary><c>alg</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary><c>typ</c>, or null.</summary>
    public required string? Type { get; init; }

    public required ServiceTokenClaims Claims { get; init; }

    /// <summary>SHA-256 of what is signed.</summary>
    public required byte[] Hash { get; init; }

    public required byte[] Signature { get; init; }

    /// <summary>What makes the token single-use: its <c>jti</c> or, where the issuer gives none,
    /// the hash of what is signed.</summary>
    public string UseId => Claims.Id ?? "sha256:" + Convert.ToBase64String(Hash);

    /// <summary>Reads <paramref name="text"/>; null where it is not a JWT whose claims are of the right types.</summary>
    public static ServiceToken? Read(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength || text.Count('.') != 2) return null;
        var (first, last) = (text.IndexOf('.'), text.LastIndexOf('.'));
        if (StrictBase64Url.Decode(text[..first]) is not { } header
            || StrictBase64Url.Decode(text[(first + 1)..last]) is not { } payload
            || StrictBase64Url.Decode(text[(last + 1)..]) is not { } signature) return null;
        if (StrictJson.Read(header, ServiceTokenHeader.Read) is not { } head) return null;
        if (StrictJson.Read(payload, ServiceTokenClaims.Read) is not { } claims) return null;
        return new()
        {
            Algorithm = head.Algorithm,
            Type = head.Type,
            Claims = claims,
            Hash = SigningHash(text[..last]),
            Signature = signature,
        };
    }

    private static byte[] SigningHash(ReadOnlySpan<char> signed)
    {
        Span<byte> ascii = stackalloc byte[signed.Length];
        Encoding.ASCII.GetBytes(signed, ascii);
        return SHA256.HashData(ascii);
    }
}
