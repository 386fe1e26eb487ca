using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>One key of the ring, or plain SHA-256 where there is none. Each thread keeps its keyed state: resetting it costs
/// about one SHA-256 call, while the one-shot HMAC pads the key anew and costs two
/// and a half (benchmark <c>HashBenchmark</c>).</summary>
internal sealed class HashKey
{
    private readonly ThreadLocal<IncrementalHash>? _keyed;

    private HashKey(string id, ThreadLocal<IncrementalHash>? keyed)
    {
        Id = id;
        _keyed = keyed;
    }

    public static HashKey Unkeyed { get; } = new("sha256", null);

    /// <summary>Stored with each invite: tells which key found it without telling the key.</summary>
    public string Id { get; }

    public static HashKey From(byte[] key)
    {
        Span<byte> digest = stackalloc byte[TokenHash.Size];
        HMACSHA256.HashData(key, "AtInvites hash key id"u8, digest);
        var id = Convert.ToHexStringLower(digest[..4]);
        return new(id, new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key)));
    }

    public TokenHash Hash(ReadOnlySpan<byte> secret)
    {
        Span<byte> digest = stackalloc byte[TokenHash.Size];
        if (_keyed is null)
        {
            SHA256.HashData(secret, digest);
        }
        else
        {
            var state = _keyed.Value!;
            state.AppendData(secret);
            state.GetHashAndReset(digest);
        }

        return new(digest);
    }
}
