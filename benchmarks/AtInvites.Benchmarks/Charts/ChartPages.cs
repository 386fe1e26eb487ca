namespace AtInvites.Benchmarks.Charts;
internal static class ChartPages { public static Task RunAsync() => Task.CompletedTask; }
