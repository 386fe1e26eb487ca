namespace AtInvites.Benchmarks.Http;

/// <summary>What a round of requests measured; times in milliseconds.</summary>
internal readonly record struct LoadResult(double PerSecond, double P50, double P99);
