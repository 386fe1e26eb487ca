namespace AtInvites.Benchmarks.Start;
internal static class StartComparison { public static Task RunAsync(string[] args) => Task.CompletedTask; }
