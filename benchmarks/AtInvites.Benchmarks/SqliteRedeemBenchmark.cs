using AtInvites.Stores;
using AtInvites.Stores.Sqlite;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace AtInvites.Benchmarks;

/// <summary>Durable redemption (<c>synchronous=FULL</c>) of distinct tokens in a real file.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5, invocationCount: 1)]
public class SqliteRedeemBenchmark
{
    private const int Redemptions = 2_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
    private StoreSet _stores = null!;
    private Workload _workload = null!;
    private string[] _tokens = [];

    [Params(1, 64)]
    public int Callers { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _stores = SqliteStores.Create($"Data Source={Path.Combine(_folder, "benchmark.db")}");
        await _stores.Schema.MigrateAsync(default);
        _workload = new(_stores);
    }

    [IterationSetup]
    public void Mint() => _tokens = _workload.MintAsync(Redemptions, maxUses: 1).GetAwaiter().GetResult();

    [Benchmark(OperationsPerInvoke = Redemptions)]
    public async Task RedeemAsync()
    {
        var share = Redemptions / Callers;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var i = caller * share; i < (caller + 1) * share; i++)
                await _workload.Redeemer.RedeemAsync(_tokens[i], Workload.Owner, default);
        })));
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _stores.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
