using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>Makes account codes: random text, its hash for look-ups and its sealed copy for the lists of owner and
/// administration.</summary>
public sealed class CodeMint(CodeFormat format, TokenKeyRing keys, CodeSeal seal, RandomNumberGenerator random)
{
    /// <summary>A new code with its hash under the current key.</summary>
    public MintedCode Create() => Take(format.Create(random));

    /// <summary>Hashes and seals a code that was made elsewhere. Longer than <see cref="CodeFormat.MaxBytes"/> or empty it is an
    /// <see cref="ArgumentException"/>.</summary>
    public MintedCode Take(InviteSecret code)
    {
        if (!keys.TryHashCode(code.Reveal(), 0, out var hash))
            throw new ArgumentException($"AtInvites: a code has 1 to {CodeFormat.MaxBytes} UTF-8 bytes.", nameof(code));
        return new(code, hash, keys.CurrentKeyId, seal.Seal(hash, code));
    }

    /// <summary>The hashes that this code has if it was stored under a former key.</summary>
    internal IEnumerable<TokenHash> FormerHashes(InviteSecret code) => keys.CodeHashes(code.Reveal()).Skip(1);
}
