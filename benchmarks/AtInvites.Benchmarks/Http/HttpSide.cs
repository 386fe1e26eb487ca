using System.Text;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks.Http;

/// <summary>One side of a comparison over HTTP: its host, and the medians of its rounds.</summary>
internal sealed class HttpSide(string name, HostProcess host, Func<string>? authorization = null) : IDisposable
{
    private readonly List<LoadResult> _loads = [];
    private readonly List<double> _bytes = [];
    private readonly List<double> _cpu = [];
    private int _caller;

    public string Name => name;

    public IEnumerable<double> Rates => _loads.Select(load => load.PerSecond);

    public Task StartedAsync() => host.WaitAsync();

    public async Task RunAsync(int requests, int callers, bool isWarmUp)
    {
        var tokens = (await host.GetAsync($"/mint?count={requests}")).Split('\n');
        var prepared = Array.ConvertAll(tokens, Request);
        GC.Collect();
        var before = await host.StateAsync();
        var load = await HttpDriver.RunAsync(host.Port, prepared, callers);
        var after = await host.StateAsync();
        // Off the one thread of the sockets, which must not be blocked by what the caller does next.
        await Task.Yield();
        if (isWarmUp) return;
        _loads.Add(load);
        _bytes.Add((after.AllocatedBytes - before.AllocatedBytes) / (double)requests);
        _cpu.Add((after.CpuMicroseconds - before.CpuMicroseconds) / requests);
    }

    public (string Name, double Value)[] Values(HttpSide first) =>
    [
        ("requests/s", Rates.Median()), ("ratio", Rates.Ratio(first.Rates)),
        ("p50, ms", _loads.Select(load => load.P50).Median()), ("p99, ms", _loads.Select(load => load.P99).Median()),
        ("host CPU, µs/request", _cpu.Median()), ("host bytes/request", _bytes.Median()),
    ];

    public void Dispose() => host.Dispose();

    private byte[] Request(string token)
    {
        var body = $$"""{"token":"{{token}}"}""";
        var caller = authorization is null
            ? $"{CallerHandler.Header}: {Workload.Account(_caller++).Value}"
            : $"Authorization: Bearer {authorization()}";
        return Encoding.ASCII.GetBytes(
            $"POST {ServedHost.RedeemPath} HTTP/1.1\r\nHost: 127.0.0.1\r\n{caller}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
