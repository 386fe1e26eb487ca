using AtInvites.Benchmarks;
using AtInvites.Benchmarks.Admin;
using AtInvites.Benchmarks.Charts;
using AtInvites.Benchmarks.Growth;
using AtInvites.Benchmarks.Http;
using AtInvites.Benchmarks.Start;
using BenchmarkDotNet.Running;

// A host that the tool starts for itself: it must not pay for what the other commands load.
if (args is ["serve", .. var host])
{
    await ServedHost.RunAsync(host);
    return;
}

var commands = new Dictionary<string, Func<string[], Task>>
{
    ["compare"] = RedeemComparison.RunAsync,
    ["codes"] = _ => CodeComparison.RunAsync(),
    ["records"] = _ => RecordComparison.RunAsync(),
    ["keys"] = _ => Task.Run(KeyComparison.Run),
    ["durable"] = which => which is ["postgres"] ? PostgresDurability.RunAsync() : SqliteDurability.RunAsync(),
    ["http"] = HttpComparison.RunAsync,
    ["start"] = StartComparison.RunAsync,
    ["growth"] = GrowthMeasurement.RunAsync,
    ["admin"] = AdminMeasurement.RunAsync,
    ["charts"] = _ => ChartPages.RunAsync(),
};
await (args is [var name, .. var rest] && commands.TryGetValue(name, out var run) ? run(rest) : Task.Run(() =>
    BenchmarkSwitcher.FromAssembly(typeof(Workload).Assembly).Run(args)));
