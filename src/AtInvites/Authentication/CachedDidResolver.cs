using System.Collections.Concurrent;
using AtInvites.Syntax;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AtInvites.Authentication;

/// <summary>Remembers resolutions, lets concurrent callers of one DID share one fetch, and keeps early refreshes within a
/// budget for each DID and for all, so that bad signatures cannot be turned into load on somebody else's server.</summary>
internal sealed class CachedDidResolver : IDidResolver, IDisposable
{
    private readonly ConcurrentDictionary<Did, Lazy<Task<DidResolution>>> _flights = new();
    private readonly MemoryCache _known;
    private readonly DidDocumentFetcher _fetcher;
    private readonly IdentityOptions _options;
    private readonly RefreshBudget _budget;
    private readonly TimeProvider _clock;
    private readonly ILogger<CachedDidResolver> _logger;

    public CachedDidResolver(
        DidDocumentFetcher fetcher, IOptions<IdentityOptions> options, TimeProvider clock, ILogger<CachedDidResolver> logger)
    {
        (_fetcher, _options, _clock, _logger) = (fetcher, options.Value, clock, logger);
        _budget = new(_options.RefreshesPerMinute, clock);
        _known = new(new MemoryCacheOptions { Clock = new MemoryCacheClock(clock), SizeLimit = _options.CacheSize });
    }

    /// <inheritdoc/>
    public async ValueTask<DidResolution> ResolveAsync(Did did, bool refresh, CancellationToken cancellationToken)
    {
        var known = _known.Get<CachedDid>(did);
        if (known is not null && !refresh) return known.Resolution;
        var flight = _flights.TryGetValue(did, out var running) ? running : null;
        if (flight is null)
        {
            if (known is not null && !MayRefresh(did, known)) return known.Resolution;
            flight = _flights.GetOrAdd(did, d => new(() => FlyAsync(d, known)));
        }
        // Only this caller stops waiting when it is cancelled; the fetch goes on for the others and for the cache.
        return await flight.Value.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _known.Dispose();

    private bool MayRefresh(Did did, CachedDid known)
    {
        var due = known.Refreshed is not { } last || _clock.GetUtcNow() - last >= _options.RefreshInterval;
        if (due && _budget.TryTake()) return true;
        _logger.RefreshDenied(did.Value);
        return false;
    }

    private async Task<DidResolution> FlyAsync(Did did, CachedDid? stale)
    {
        try
        {
            // Another flight may have landed between this one's look at the cache and its start.
            if (_known.Get<CachedDid>(did) is { } landed && !ReferenceEquals(landed, stale)) return landed.Resolution;
            var found = await _fetcher.FetchAsync(did);
            Log(did, found);
            return Remember(did, found, stale).Resolution;
        }
        finally
        {
            _flights.TryRemove(did, out _);
        }
    }

    private CachedDid Remember(Did did, DidResolution found, CachedDid? stale)
    {
        var now = _clock.GetUtcNow();
        DateTimeOffset? refreshed = stale is null ? null : now;
        // A refresh that fails leaves what was known in place: it must not lock an account out before its time.
        var kept = found.Document is null && stale?.Resolution.Document is not null
            ? stale with { Refreshed = refreshed }
            : new CachedDid(found, now + (found.Document is null ? _options.FailureLifetime : _options.CacheLifetime), refreshed);
        return _known.Set(did, kept, new MemoryCacheEntryOptions { AbsoluteExpiration = kept.Until, Size = 1 });
    }

    private void Log(Did did, DidResolution found)
    {
        if (found.Document is not null) _logger.DidResolved(did.Value);
        else _logger.DidNotResolved(did.Value, found.Fault);
    }
}
