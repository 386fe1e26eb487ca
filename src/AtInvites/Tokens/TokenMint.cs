using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>Makes tokens: 32 bytes of the system's random generator,
/// their text for the owner and their hash for the store.</summary>
public sealed class TokenMint(TokenKeyRing keys, RandomNumberGenerator random)
{
    private readonly SecretSource _secrets = new(random);

    /// <summary>A new token and its hash under the current key. The secret bytes are cleared before this returns; the text in
    /// <paramref name="secret"/> is the only copy.</summary>
    public TokenHash Create(out InviteSecret secret)
    {
        Span<byte> bytes = stackalloc byte[TokenFormat.SecretBytes];
        _secrets.Take(bytes);
        secret = new(TokenFormat.Encode(bytes));
        var hash = keys.Hash(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return hash;
    }

    /// <summary>Stored with each invite this mint makes.</summary>
    public string KeyId => keys.CurrentKeyId;
}
