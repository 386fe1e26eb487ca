namespace AtInvites.Benchmarks.Admin;
internal static class AdminMeasurement { public static Task RunAsync(string[] args) => Task.CompletedTask; }
