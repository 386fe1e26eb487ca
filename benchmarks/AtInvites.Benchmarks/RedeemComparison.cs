using System.Diagnostics;
using System.Runtime.CompilerServices;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks;

/// <summary>All sides in turn in one process, so that a busy machine slows each: a figure is the median of the rounds, a ratio
/// the median of the rounds' ratios.</summary>
internal static class RedeemComparison
{
    private const int Rounds = 7;

    private readonly record struct Figures(double Floor, double HandWritten, double Own, long Made, long Kept, long Invite);

    /// <summary>For these numbers of invites; for 1, 100,000 and 1,000,000 where none is given.</summary>
    public static async Task RunAsync(string[] sizes)
    {
        Console.WriteLine(
            "| invites | threads | floor, ns | hand-written, ns | AtInvites, ns | hand-written / floor | AtInvites / floor "
            + "| AtInvites / hand-written | bytes made a use | bytes kept a use | bytes an invite |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var invites in sizes is [] ? [1, 100_000, 1_000_000] : sizes.Select(int.Parse))
        {
            foreach (var threads in (int[])[1, 2]) await RunAsync(invites, threads);
        }
    }

    private static async Task RunAsync(int invites, int threads)
    {
        var rounds = new List<Figures>();
        for (var n = 0; n <= Rounds; n++)
        {
            var figures = Measure(await RedeemRound.CreateAsync(invites, threads));
            // The first round meets code that is not compiled yet.
            if (n > 0) rounds.Add(figures);
        }

        // What one invite and its space take is no figure for many.
        var invite = invites > 1 ? $"{Median(rounds, one => one.Invite):f0}" : "–";
        Console.WriteLine(
            $"| {invites:n0} | {threads} | {Median(rounds, one => one.Floor):f0} | {Median(rounds, one => one.HandWritten):f0} "
            + $"| {Median(rounds, one => one.Own):f0} | {Median(rounds, one => one.HandWritten / one.Floor):f2} "
            + $"| {Median(rounds, one => one.Own / one.Floor):f2} | {Median(rounds, one => one.Own / one.HandWritten):f2} "
            + $"| {Median(rounds, one => one.Made):f0} | {Median(rounds, one => one.Kept):f0} | {invite} |");
    }

    // A frame of its own, so that nothing of the round before is held.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Figures Measure(RedeemRound round)
    {
        var (floor, handWritten) = (Time(round.HashOnly), Time(round.RedeemHandWritten));
        var (made, kept) = (GC.GetTotalAllocatedBytes(precise: true), GC.GetTotalMemory(forceFullCollection: true));
        var own = Time(round.RedeemAtInvites);
        made = GC.GetTotalAllocatedBytes(precise: true) - made;
        kept = GC.GetTotalMemory(forceFullCollection: true) - kept;
        GC.KeepAlive(round);
        return new(
            floor, handWritten, own, made / RedeemRound.Redemptions, kept / RedeemRound.Redemptions, round.BytesPerInvite);
    }

    private static double Time(Func<int> run)
    {
        GC.Collect();
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / RedeemRound.Redemptions;
    }

    private static double Median(List<Figures> rounds, Func<Figures, double> figure) => rounds.Select(figure).Median();
}
