using System.Diagnostics;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks;

/// <summary>One way to redeem, measured once a round in turn with the others.</summary>
/// <param name="name">Of its line in the table.</param>
/// <param name="callers">How many redeem at the same time.</param>
/// <param name="calls">How many calls they make together in a round.</param>
/// <param name="begin">Makes what a call needs, unmeasured, and answers the call.</param>
/// <param name="batch">Redemptions in one call.</param>
internal sealed class DurableSide(
    string name, int callers, int calls, Func<Task<Func<int, ValueTask>>> begin, int batch = 1)
{
    private readonly List<double> _micros = [], _p50 = [], _p99 = [], _max = [];

    public string Name => name;

    /// <summary>Microseconds for each redemption, of each round.</summary>
    public IReadOnlyList<double> Micros => _micros;

    /// <summary>Each of the callers redeems the next number as soon as it was answered.</summary>
    public async Task RunAsync(bool isCounted)
    {
        var redeem = await begin();
        var latencies = new double[calls];
        var next = -1;
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < calls; i = Interlocked.Increment(ref next))
            {
                var asked = Stopwatch.GetTimestamp();
                await redeem(i);
                latencies[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(start);
        if (!isCounted) return;
        Array.Sort(latencies);
        if (calls == 1) Array.Fill(latencies, double.NaN);
        Record(elapsed.TotalMicroseconds / calls / batch, latencies[calls / 2], latencies[calls * 99 / 100], latencies[^1]);
    }

    /// <summary>A round of a program that measured itself.</summary>
    public void Record(double micros, double p50, double p99, double max)
    {
        _micros.Add(micros);
        _p50.Add(p50);
        _p99.Add(p99);
        _max.Add(max);
    }

    /// <summary>One line of the table: medians of the rounds, and of the rounds' ratios to others with what is asked of
    /// them.</summary>
    public void Print(params (DurableSide Other, string Name, double Least)[] aims)
    {
        var ratios = aims.Select(aim =>
        {
            var ratio = aim.Other.Micros.Ratio(_micros);
            return $"{ratio:f2} × {aim.Name} (≥ {aim.Least})";
        });
        var latency = double.IsNaN(_p50[0]) ? "– | – | –" : $"{_p50.Median():f2} | {_p99.Median():f2} | {_max.Median():f2}";
        Console.WriteLine(
            $"| {name} | {1e6 / _micros.Median():n0} | {_micros.Median():f1} | {latency} | {string.Join(", ", ratios)} |");
    }

    public static void PrintHead()
    {
        Console.WriteLine("| redemptions | a second | µs each | p50, ms | p99, ms | max, ms | against |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---|");
    }
}
