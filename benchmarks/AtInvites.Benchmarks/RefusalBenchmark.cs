using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using BenchmarkDotNet.Attributes;

namespace AtInvites.Benchmarks;

/// <summary>Refusals in memory: each must allocate nothing.</summary>
[MemoryDiagnoser]
public class RefusalBenchmark
{
    private readonly Workload _workload = new(InMemoryStores.Create());
    private string _token = "";

    [Params(RedeemStatus.Unknown, RedeemStatus.Revoked, RedeemStatus.Exhausted)]
    public RedeemStatus Refusal { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _token = (await _workload.MintAsync(1, maxUses: 1))[0];
        if (Refusal == RedeemStatus.Unknown)
        {
            _workload.Mint.Create(out var unstored);
            _token = unstored.Reveal();
        }

        if (Refusal == RedeemStatus.Revoked)
            await _workload.Stores.Invites.RevokeAllAsync(Workload.Space, TimeProvider.System.GetUtcNow(), default);
        if (Refusal == RedeemStatus.Exhausted) await _workload.Redeemer.RedeemAsync(_token, Workload.Account(1), default);
    }

    [Benchmark]
    public RedeemStatus Refuse() => _workload.Redeemer.RedeemAsync(_token, Workload.Owner, default).Result.Status;
}
