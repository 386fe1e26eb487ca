using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace AtInvites.Benchmarks;

/// <summary>What a user would write: strict decode, one SHA-256, a ConcurrentDictionary and compare-and-swap. No key, no ledger,
/// no account: a token redeemed twice by one account takes two uses.</summary>
internal sealed class HandWrittenInvites
{
    private readonly ConcurrentDictionary<Key, Entry> _invites = new();

    private readonly record struct Key(ulong A, ulong B, ulong C, ulong D)
    {
        public static Key Of(ReadOnlySpan<byte> hash)
        {
            var words = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, ulong>(hash);
            return new(words[0], words[1], words[2], words[3]);
        }
    }

    private sealed class Entry
    {
        public long Uses;
        public long MaxUses;
        public long ExpiresAt;
    }

    public void Add(string token, long maxUses, long expiresAt)
    {
        if (!TryHash(token, out var key)) throw new ArgumentException("Not a token.", nameof(token));
        _invites[key] = new() { MaxUses = maxUses, ExpiresAt = expiresAt };
    }

    public bool Redeem(string token, long now)
    {
        if (!TryHash(token, out var key) || !_invites.TryGetValue(key, out var invite) || now >= invite.ExpiresAt) return false;
        while (true)
        {
            var uses = Volatile.Read(ref invite.Uses);
            if (uses >= invite.MaxUses) return false;
            if (Interlocked.CompareExchange(ref invite.Uses, uses + 1, uses) == uses) return true;
        }
    }

    /// <summary>The floor: a strict decode and one <c>SHA256.HashData</c>, which nobody can do without.</summary>
    public static bool Hash(string token) => TryHash(token, out var key) && key != default;

    private static bool TryHash(string token, out Key key)
    {
        Span<byte> secret = stackalloc byte[32];
        Span<byte> hash = stackalloc byte[32];
        key = default;
        if (token.Length != 43
            || Base64Url.DecodeFromChars(token, secret, out _, out var written) != OperationStatus.Done) return false;
        // Strict: spare bits set would give a token a second spelling.
        if (written != 32 || !"AEIMQUYcgkosw048".Contains(token[42], StringComparison.Ordinal)) return false;
        SHA256.HashData(secret, hash);
        key = Key.Of(hash);
        return true;
    }
}
