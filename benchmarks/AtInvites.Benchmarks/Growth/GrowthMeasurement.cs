namespace AtInvites.Benchmarks.Growth;
internal static class GrowthMeasurement { public static Task RunAsync(string[] args) => Task.CompletedTask; }
