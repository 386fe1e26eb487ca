using System.Security.Cryptography;
using AtInvites.Syntax;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PdsHost.Sessions;

/// <summary>Makes and reads the JWTs of a session, as the reference PDS has them: one to call with, one to get the next
/// two.</summary>
internal sealed class SessionTokens(SessionKey key, PdsOptions pds, TimeProvider time)
{
    public const string AccessType = "at+jwt";
    public const string RefreshType = "refresh+jwt";

    private static readonly JsonWebTokenHandler Handler = new();

    public string CreateAccess(Did account) => Create(account, AccessType, "com.atproto.access", pds.AccessLifetime);

    public string CreateRefresh(Did account) => Create(account, RefreshType, "com.atproto.refresh", TimeSpan.FromDays(90));

    /// <summary>Reads a token of one type; one of the other is refused.</summary>
    public Task<TokenValidationResult> ReadAsync(string? token, string type) => Handler.ValidateTokenAsync(token, new()
    {
        IssuerSigningKey = key.Value,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        ValidAudience = pds.Did,
        ValidateIssuer = false,
        ValidTypes = [type],
        ClockSkew = TimeSpan.Zero,
    });

    private string Create(Did account, string type, string scope, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Audience = pds.Did,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = account.Value,
                ["scope"] = scope,
                ["jti"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
            },
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = new(key.Value, SecurityAlgorithms.HmacSha256),
        });
    }
}
