using System.Security.Cryptography;
using System.Text;

namespace AtInvites.Tokens;

/// <summary>The current hash key and the former ones that are still looked up, current first.</summary>
public sealed class TokenKeyRing
{
    private readonly HashKey[] _keys;

    /// <summary>Builds the ring; a key that is not base64 of 32 bytes or more is an <see cref="ArgumentException"/>.</summary>
    public TokenKeyRing(TokenOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<string>();
        options.FindFaults(faults);
        if (faults is [var fault, ..]) throw new ArgumentException(fault, nameof(options));
        _keys = Build(options);
    }

    /// <summary>How many hashes a token may be stored under: 1 plus the former keys.</summary>
    public int Count => _keys.Length;

    /// <summary>Stored with each invite minted now: 8 hex digits derived from the key, or <c>sha256</c> without a key.</summary>
    public string CurrentKeyId => _keys[0].Id;

    /// <summary>Whether the current hash is keyed. Without a key, a stolen store lets anybody test a guessed token offline;
    /// tokens of 256 random bits cannot be guessed, account codes can.</summary>
    public bool IsKeyed => _keys[0] != HashKey.Unkeyed;

    /// <summary>The hash of 32 secret bytes under key <paramref name="index"/>: 0 is current,
    /// up to <see cref="Count"/> − 1.</summary>
    public TokenHash Hash(ReadOnlySpan<byte> secret, int index = 0) => _keys[index].Hash(secret);

    /// <summary>The hash of a token's text under key <paramref name="index"/>; false for what is no token.</summary>
    internal bool TryHash(ReadOnlySpan<char> token, int index, out TokenHash hash)
    {
        Span<byte> secret = stackalloc byte[TokenFormat.SecretBytes];
        var isToken = TokenFormat.TryDecode(token, secret);
        hash = isToken ? Hash(secret, index) : default;
        CryptographicOperations.ZeroMemory(secret);
        return isToken;
    }

    /// <summary>How many hashes an account code may be stored under. Codes are never hashed without a key where there is
    /// one.</summary>
    internal int CodeKeys => IsKeyed && _keys[^1] == HashKey.Unkeyed ? _keys.Length - 1 : _keys.Length;

    /// <summary>The hash of an account code under key <paramref name="index"/>, 0 to <see cref="CodeKeys"/> − 1; false for what
    /// is too long or too short for one. A label before the text, longer than a token's secret, keeps it apart from the hash of
    /// any token.</summary>
    internal bool TryHashCode(ReadOnlySpan<char> code, int index, out TokenHash hash)
    {
        var label = "AtInvites account invite code v1:"u8;
        Span<byte> text = stackalloc byte[CodeFormat.MaxBytes + 64];
        hash = default;
        var room = text.Slice(label.Length, CodeFormat.MaxBytes);
        if (code.IsEmpty || !Encoding.UTF8.TryGetBytes(code, room, out var size)) return false;
        label.CopyTo(text);
        hash = _keys[index].Hash(text[..(label.Length + size)]);
        CryptographicOperations.ZeroMemory(text);
        return true;
    }

    /// <summary>Every hash that the account code may be stored under, the current one first, each made as it is asked for; none
    /// for what is no code.</summary>
    internal IEnumerable<TokenHash> CodeHashes(string? code)
    {
        for (var key = 0; key < CodeKeys && TryHashCode(code, key, out var hash); key++) yield return hash;
    }

    private static HashKey[] Build(TokenOptions options)
    {
        if (options.HashKey is null) return [HashKey.Unkeyed];
        var keys = new List<HashKey> { HashKey.From(TokenOptions.DecodeKey(options.HashKey)!) };
        foreach (var former in options.FormerHashKeys) keys.Add(HashKey.From(TokenOptions.DecodeKey(former)!));
        if (options.AcceptUnkeyed) keys.Add(HashKey.Unkeyed);
        return [.. keys];
    }
}
