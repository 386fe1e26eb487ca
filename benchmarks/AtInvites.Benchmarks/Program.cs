using AtInvites.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["compare"]) await RedeemComparison.RunAsync();
else if (args is ["codes"]) await CodeComparison.RunAsync();
else if (args is ["records"]) await RecordComparison.RunAsync();
else if (args is ["durable", "sqlite"]) await SqliteDurability.RunAsync();
else if (args is ["durable", "postgres"]) await PostgresDurability.RunAsync();
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
