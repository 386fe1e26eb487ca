using AtInvites.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["compare"]) await RedeemComparison.RunAsync();
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
