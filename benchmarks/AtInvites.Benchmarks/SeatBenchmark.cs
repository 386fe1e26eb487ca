using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Sqlite;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;

namespace AtInvites.Benchmarks;

/// <summary>A use of an account code by reservation and commit, beside the same in one step; each code is used once, by one
/// caller after the other.</summary>
[MemoryDiagnoser]
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 5, invocationCount: 1)]
public class SeatBenchmark
{
    private const int Codes = 2_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
    private StoreSet _stores = null!;
    private CodeWorkload _workload = null!;
    private string[] _codes = [];

    [Params("memory", "sqlite")]
    public string Store { get; set; } = "";

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _stores = Store == "memory"
            ? InMemoryStores.Create()
            : SqliteStores.Create($"Data Source={Path.Combine(_folder, "benchmark.db")}");
        await _stores.Schema.MigrateAsync(default);
        _workload = new(_stores);
    }

    [IterationSetup]
    public void Mint() => _codes = _workload.MintAsync(Codes).GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = Codes)]
    public async Task RedeemAsync()
    {
        for (var i = 0; i < Codes; i++) await _workload.RedeemAsync(_codes[i], i);
    }

    [Benchmark(OperationsPerInvoke = Codes)]
    public async Task ReserveAndCommitAsync()
    {
        for (var i = 0; i < Codes; i++) await _workload.SignUpAsync(_codes[i], i);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _stores.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
