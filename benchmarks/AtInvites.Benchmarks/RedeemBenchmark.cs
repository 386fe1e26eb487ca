using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace AtInvites.Benchmarks;

/// <summary>Redemption in memory, keyed hash and ledger included, beside the hand-written one that has neither.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 2, iterationCount: 9, invocationCount: 1)]
public class RedeemBenchmark
{
    private RedeemRound _round = null!;

    [Params(1, 100_000, 1_000_000)]
    public int Invites { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [IterationSetup]
    public void Setup() => _round = RedeemRound.CreateAsync(Invites, Threads).GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = RedeemRound.Redemptions)]
    public int HandWritten() => _round.RedeemHandWritten();

    [Benchmark(OperationsPerInvoke = RedeemRound.Redemptions)]
    public int AtInvites() => _round.RedeemAtInvites();
}
