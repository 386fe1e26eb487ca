using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace AtInvites.Xrpc;

/// <summary>Counts up to a limit in a window that begins with the first count. The framework's own fixed window begins at any
/// time before that and always says that the whole of it is left.</summary>
internal sealed class GuessWindow(int limit, TimeSpan length, TimeProvider time) : RateLimiter
{
    private static readonly Lease Granted = new(TimeSpan.Zero);

    private readonly Lock _gate = new();
    private int _used;
    private long _startedAt;
    private long _askedAt = time.GetTimestamp();

    /// <summary>Null while a window runs; then how long nobody asked.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_gate) return Left() > TimeSpan.Zero ? null : time.GetElapsedTime(_askedAt);
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>Zero permits ask whether there are any.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_gate)
        {
            _askedAt = time.GetTimestamp();
            var left = Left();
            if (left <= TimeSpan.Zero) (_used, _startedAt) = (0, _askedAt);
            if (Math.Max(permitCount, 1) > limit - _used) return new Lease(left);
            _used += permitCount;
            return Granted;
        }
    }

    /// <summary>Nobody waits for a permit.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));

    private TimeSpan Left() => _used == 0 ? TimeSpan.Zero : length - time.GetElapsedTime(_startedAt);

    /// <param name="left">Until the window ends, where the permit is refused.</param>
    private sealed class Lease(TimeSpan left) : RateLimitLease
    {
        public override bool IsAcquired => left == TimeSpan.Zero;

        public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
        {
            metadata = !IsAcquired && metadataName == MetadataName.RetryAfter.Name ? left : null;
            return metadata is not null;
        }
    }
}
