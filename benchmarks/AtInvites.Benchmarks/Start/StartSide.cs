using System.Diagnostics;
using AtInvites.Benchmarks.Http;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks.Start;

/// <summary>A host to start again and again.</summary>
/// <param name="name">As a table shows it.</param>
/// <param name="start">Starts it.</param>
/// <param name="page">What answers 200 first.</param>
/// <param name="call">Whether a method of the library is called after that, to see what it left for later.</param>
internal sealed class StartSide(string name, Func<HostProcess> start, string page, bool call)
{
    private readonly List<double> _first = [];
    private readonly List<double> _call = [];
    private readonly List<double> _peak = [];
    private readonly List<double> _now = [];

    public async Task RunAsync(bool isWarmUp)
    {
        var begin = Stopwatch.GetTimestamp();
        using var host = start();
        await host.WaitAsync(page);
        var first = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        var (peak, now) = host.Memory();
        begin = Stopwatch.GetTimestamp();
        if (call) await host.PostAsync(ServedHost.RedeemPath, """{"token":"nobody knows this one"}""");
        var called = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        if (isWarmUp) return;
        _first.Add(first);
        _call.Add(called);
        _peak.Add(peak);
        _now.Add(now);
    }

    public void Report(ResultBook book, string @case, StartSide first)
    {
        List<(string, double)> values =
        [
            ("first 200, ms", _first.Median()), ("ratio", _first.Ratio(first._first)),
            ("memory, MB", _now.Median()), ("peak, MB", _peak.Median()),
        ];
        if (call) values.Add(("then the first redeem, ms", _call.Median()));
        book.Add(@case, name, null, [.. values]);
    }
}
