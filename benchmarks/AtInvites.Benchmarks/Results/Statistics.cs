namespace AtInvites.Benchmarks.Results;

/// <summary>The figures that a list of measurements comes down to.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> values) => values.Percentile(0.5);

    /// <summary>The smallest value that this part of all values does not exceed.</summary>
    public static double Percentile(this IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>The median of the rounds' ratios: both sides of a round met the same machine.</summary>
    public static double Ratio(this IEnumerable<double> values, IEnumerable<double> others) =>
        values.Zip(others, (value, other) => value / other).Median();
}
