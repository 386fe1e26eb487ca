namespace AtInvites.Benchmarks.Results;

/// <summary>What one side of a comparison measured. Names are what a table and a legend show.</summary>
/// <param name="Case">The table that the row belongs to, such as "HTTP redeem in memory".</param>
/// <param name="Side">Who was measured, such as "bare endpoint".</param>
/// <param name="X">Where along the axis: callers, rows; null where there is none.</param>
/// <param name="Values">Figures by name with unit, such as "requests/s": medians of the rounds.</param>
internal sealed record ResultRow(string Case, string Side, double? X, IReadOnlyDictionary<string, double> Values);
