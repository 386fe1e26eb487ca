using System.Diagnostics;

namespace AtInvites.Benchmarks;

/// <summary>Both sides in turn in one process, so that a busy machine slows both: the figure is the median of the rounds'
/// ratios.</summary>
internal static class RedeemComparison
{
    private const int Rounds = 7;

    public static async Task RunAsync()
    {
        Console.WriteLine("| invites | threads | hand-written, ns | AtInvites, ns | AtInvites, bytes | ratio |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var invites in (int[])[1, 100_000, 1_000_000])
        {
            foreach (var threads in (int[])[1, 2]) await RunAsync(invites, threads);
        }
    }

    private static async Task RunAsync(int invites, int threads)
    {
        List<double> handWritten = [], own = [], ratios = [];
        var bytes = 0L;
        for (var n = 0; n <= Rounds; n++)
        {
            var round = await RedeemRound.CreateAsync(invites, threads);
            var first = Time(round.RedeemHandWritten);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var second = Time(round.RedeemAtInvites);
            bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / RedeemRound.Redemptions;
            if (n == 0) continue;
            handWritten.Add(first);
            own.Add(second);
            ratios.Add(second / first);
        }

        Console.WriteLine(
            $"| {invites:n0} | {threads} | {Median(handWritten):f0} | {Median(own):f0} | {bytes} | {Median(ratios):f2} |");
    }

    private static double Time(Func<int> run)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / RedeemRound.Redemptions;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
