namespace AtInvites.Benchmarks.Charts;

/// <summary>One line of a chart, or one group of bars, by rising X.</summary>
internal sealed record ChartSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
