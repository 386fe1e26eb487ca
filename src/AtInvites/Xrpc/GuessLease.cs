using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace AtInvites.Xrpc;

/// <summary>What a window said.</summary>
/// <param name="window">The window itself, which the framework's partitions hide.</param>
/// <param name="left">Until the window ends, where the permit is refused.</param>
internal sealed class GuessLease(GuessWindow window, TimeSpan left) : RateLimitLease
{
    public GuessWindow Window => window;

    public override bool IsAcquired => left == TimeSpan.Zero;

    public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = !IsAcquired && metadataName == MetadataName.RetryAfter.Name ? left : null;
        return metadata is not null;
    }
}
