using AtInvites.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["compare", .. var sizes]) await RedeemComparison.RunAsync(sizes);
else if (args is ["codes"]) await CodeComparison.RunAsync();
else if (args is ["records"]) await RecordComparison.RunAsync();
else if (args is ["keys"]) KeyComparison.Run();
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
