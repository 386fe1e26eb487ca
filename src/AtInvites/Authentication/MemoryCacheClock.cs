using Microsoft.Extensions.Internal;

namespace AtInvites.Authentication;

/// <summary>Gives a memory cache the time of a <see cref="TimeProvider"/>.</summary>
internal sealed class MemoryCacheClock(TimeProvider clock) : ISystemClock
{
    /// <inheritdoc/>
    public DateTimeOffset UtcNow => clock.GetUtcNow();
}
