using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>The replay cache of one process. An entry is a digest, so that its size does not depend on what a caller sends,
/// and is never evicted before it expires.</summary>
internal sealed class MemoryReplayCache : IReplayCache, IDisposable
{
    private readonly MemoryCache _used;
    private readonly TimeProvider _clock;
    private readonly IssuerShares _shares;
    private readonly Lock _gate = new();
    private DateTimeOffset _swept;

    public MemoryReplayCache(IOptionsMonitor<ServiceAuthOptions> options, TimeProvider clock)
    {
        _clock = clock;
        _swept = clock.GetUtcNow();
        var settings = options.Get(ServiceAuthDefaults.Scheme);
        _shares = new(settings.ReplayCacheShare);
        _used = new(new MemoryCacheOptions
        {
            Clock = new MemoryCacheClock(clock),
            SizeLimit = settings.ReplayCacheSize,
        });
    }

    /// <inheritdoc/>
    public ValueTask<ReplayOutcome> UseAsync(
        string issuer, string tokenId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var (by, key) = (Digest(issuer), Digest($"{issuer}\n{tokenId}"));
        lock (_gate) return new(Use(by, key, until));
    }

    /// <summary>Takes back a first use of which nobody knows whether it was one.</summary>
    internal void Forget(string issuer, string tokenId, DateTimeOffset until)
    {
        var (by, key) = (Digest(issuer), Digest($"{issuer}\n{tokenId}"));
        lock (_gate)
        {
            _used.Remove(key);
            _shares.GiveBack(by, until);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _used.Dispose();

    private ReplayOutcome Use(UInt128 issuer, UInt128 key, DateTimeOffset until)
    {
        if (_used.TryGetValue(key, out _)) return ReplayOutcome.Used;
        var isRemembered = _shares.HasRoom(issuer, _clock.GetUtcNow())
            && (TryAdd(key, until) || (Sweep() && TryAdd(key, until)));
        if (!isRemembered) return ReplayOutcome.Full;
        _shares.Take(issuer, until);
        return ReplayOutcome.FirstUse;
    }

    private bool TryAdd(UInt128 key, DateTimeOffset until)
    {
        _used.Set(key, true, new MemoryCacheEntryOptions
        {
            AbsoluteExpiration = until,
            Size = 1,
            Priority = CacheItemPriority.NeverRemove,
        });
        // A cache at its limit drops what it is given without a word.
        return _used.TryGetValue(key, out _);
    }

    /// <summary>Removes what has expired, at most once a second: a full cache under load must not walk itself for each
    /// call.</summary>
    private bool Sweep()
    {
        var now = _clock.GetUtcNow();
        if (now - _swept < TimeSpan.FromSeconds(1)) return false;
        _swept = now;
        _used.Compact(0);
        return true;
    }

    // A DID holds no line feed, so that no two pairs of issuer and id read alike.
    private static UInt128 Digest(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return BinaryPrimitives.ReadUInt128BigEndian(digest);
    }
}
