using System.Security.Cryptography;

namespace AtInvites.Tokens;

/// <summary>One key of the ring, or plain SHA-256 where there is none. It hashes by <see cref="MidstateHash"/> where that is to
/// be had, else by .NET's own calls, with the same result: then each thread keeps its keyed state, because resetting it costs
/// about one SHA-256 call, while the one-shot HMAC pads the key anew and costs two and a half
/// (benchmark <c>HashBenchmark</c>).</summary>
internal sealed class HashKey
{
    private readonly MidstateHash? _fast;
    private readonly ThreadLocal<IncrementalHash>? _keyed;

    private HashKey(string id, MidstateHash? fast, ThreadLocal<IncrementalHash>? keyed)
    {
        Id = id;
        _fast = fast;
        _keyed = keyed;
    }

    public static HashKey Unkeyed { get; } = WithoutKey(NativeSha256.Transform);

    /// <summary>Stored with each invite: tells which key found it without telling the key.</summary>
    public string Id { get; }

    public static HashKey From(byte[] key) => From(key, NativeSha256.Transform);

    /// <summary>A key that hashes by <paramref name="transform"/>, unless it is null or does not hash rightly.</summary>
    public static HashKey From(byte[] key, Sha256Transform? transform)
    {
        Span<byte> digest = stackalloc byte[TokenHash.Size];
        HMACSHA256.HashData(key, "AtInvites hash key id"u8, digest);
        var id = Convert.ToHexStringLower(digest[..4]);
        return new(
            id,
            MidstateHash.Of(transform, key),
            new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key)));
    }

    /// <summary>Plain SHA-256 by <paramref name="transform"/>, as <see cref="From(byte[], Sha256Transform?)"/>.</summary>
    public static HashKey WithoutKey(Sha256Transform? transform) => new("sha256", MidstateHash.Of(transform, null), null);

    public TokenHash Hash(ReadOnlySpan<byte> secret)
    {
        if (_fast is not null) return _fast.Hash(secret);
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
