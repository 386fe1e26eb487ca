using System.Security.Cryptography;

namespace AtInvites.Records;

/// <summary>Pauses after failures: each is drawn from a range whose end doubles until it is <paramref name="max"/>, so that hosts
/// that lost the same server do not come back together.</summary>
/// <param name="min">The shortest pause.</param>
/// <param name="max">The longest.</param>
internal sealed class Backoff(TimeSpan min, TimeSpan max)
{
    private const int MaxDoublings = 40;
    private const int Steps = 1 << 20;
    private int _failures;

    /// <summary>The pause after one more failure: half of its range's end or more, and never under the shortest.</summary>
    public TimeSpan Next()
    {
        _failures = Math.Min(_failures + 1, MaxDoublings);
        var end = Math.Min(min.Ticks * Math.Pow(2, _failures), max.Ticks);
        var drawn = end * (0.5 + (RandomNumberGenerator.GetInt32(Steps) / (2.0 * Steps)));
        return TimeSpan.FromTicks(Math.Max(min.Ticks, (long)drawn));
    }

    /// <summary>Something went well.</summary>
    public void Reset() => _failures = 0;
}
