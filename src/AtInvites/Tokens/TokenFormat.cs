using System.Buffers;
using System.Buffers.Text;

namespace AtInvites.Tokens;

/// <summary>The one text form of a token: 32 bytes as 43 characters of unpadded base64url (RFC 4648 section 5).</summary>
public static class TokenFormat
{
    /// <summary>Random bytes in a token.</summary>
    public const int SecretBytes = 32;

    /// <summary>Characters in a token.</summary>
    public const int Length = 43;

    // 43 characters carry 258 bits: these are the 16 letters whose two spare bits are zero.
    private static readonly SearchValues<char> LastCharacters = SearchValues.Create("AEIMQUYcgkosw048");

    /// <summary>Decodes strictly: padding, white space, another length, another alphabet, or spare bits set means "not a token".
    /// <paramref name="secret"/> takes 32 bytes; on false its content is undefined and the caller clears it.</summary>
    public static bool TryDecode(ReadOnlySpan<char> token, Span<byte> secret)
    {
        // The decoder skips white space and takes padding, but then 43 characters yield fewer than 32 bytes.
        return token.Length == Length
            && LastCharacters.Contains(token[^1])
            && Base64Url.DecodeFromChars(token, secret, out _, out var written) == OperationStatus.Done
            && written == SecretBytes;
    }

    /// <summary>The text of 32 secret bytes.</summary>
    public static string Encode(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != SecretBytes) throw new ArgumentException("A token has 32 secret bytes.", nameof(secret));
        return Base64Url.EncodeToString(secret);
    }
}
