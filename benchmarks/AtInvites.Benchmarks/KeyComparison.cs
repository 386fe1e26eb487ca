using System.Diagnostics;
using System.Security.Cryptography;
using AtInvites.Authentication;
using AtInvites.Benchmarks.Results;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AtInvites.Benchmarks;

/// <summary>A signature, and a whole service-auth token, verified with a key made for each call, with the platform's key kept
/// behind a lock, and with the library's. All sides in turn in one process, so that a busy machine slows each: the figures are
/// medians of the rounds, the ratios medians of the rounds' ratios.</summary>
internal static class KeyComparison
{
    private const int Rounds = 7;
    private const int Calls = 500;
    private const string Columns = "key per call, µs | platform's key kept, µs | ours, µs";

    private static readonly SigningCurve[] Curves = [SigningCurve.P256, SigningCurve.K256];

    public static void Run()
    {
        var library = Secp256k1Search.OfMachine.Library?.Name ?? "not installed, so that ours is the platform's";
        Console.WriteLine($"libsecp256k1: {library}\n");
        Console.WriteLine($"| signature | threads | {Columns} | kept ÷ ours | per call ÷ ours |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var curve in Curves)
        {
            foreach (var threads in (int[])[1, 2]) CompareSignatures(new(curve), curve, threads);
        }

        Console.WriteLine($"\n| token | {Columns} | bytes | kept ÷ ours | per call ÷ ours |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var curve in Curves) CompareTokens(new(curve), curve);
    }

    private static ISignatureKeyFactory[] Sides() => [new PerCallKeyFactory(), new LockedKeyFactory(), Ours()];

    private static ServiceProvider Services(KnownDid account, ISignatureKeyFactory? keys)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IDidResolver>(account);
        if (keys is not null) services.AddSingleton(keys);
        return services.AddServiceAuthentication(options => options.Audiences.Add(KnownDid.Audience)).BuildServiceProvider();
    }

    private static ISignatureKeyFactory Ours() =>
        Services(new(SigningCurve.P256), null).GetRequiredService<ISignatureKeyFactory>();

    private static void CompareSignatures(KnownDid account, SigningCurve curve, int threads)
    {
        var hashes = Enumerable.Range(0, 100).Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray();
        var signatures = hashes.Select(account.Sign).ToArray();
        var keys = Sides().Select(side => side.Create(account.Point)).ToArray();
        var times = Measure(keys.Length, side => OnThreads(threads, () =>
        {
            for (var i = 0; i < Calls; i++) Expect(keys[side].Verify(hashes[i % 100], signatures[i % 100]));
        }) / (Calls * threads));
        Console.WriteLine($"| {curve.Algorithm} | {threads} | {Row(times)} | {Ratio(times, 1):f2} | {Ratio(times, 0):f2} |");
    }

    private static void CompareTokens(KnownDid account, SigningCurve curve)
    {
        var now = TimeProvider.System.GetUtcNow();
        var tokens = Enumerable.Range(0, Calls).Select(id => account.Token(id, now)).ToArray();
        var sides = Sides();
        // A document keeps the keys that were made for it.
        var documents = sides.Select(_ => account.Again()).ToArray();
        var bytes = 0L;
        var times = Measure(sides.Length, side =>
        {
            // A replay cache takes each token once.
            using var services = Services(documents[side], sides[side]);
            var verifier = services.GetRequiredService<ServiceTokenVerifier>();
            var options = services.GetRequiredService<IOptionsMonitor<ServiceAuthOptions>>().Get(ServiceAuthDefaults.Scheme);
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var time = OnThreads(1, () =>
            {
                foreach (var token in tokens)
                    Expect(verifier.VerifyAsync(token, KnownDid.Method, options, default).Result.Accepted);
            });
            bytes = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Calls;
            return time / Calls;
        });
        Console.WriteLine($"| {curve.Algorithm} | {Row(times)} | {bytes:n0} | {Ratio(times, 1):f2} | {Ratio(times, 0):f2} |");
    }

    /// <summary>Microseconds by side and round; the first round, which warms up, is left out.</summary>
    private static List<double>[] Measure(int sides, Func<int, double> run)
    {
        var times = Enumerable.Range(0, sides).Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var side = 0; side < sides; side++)
            {
                var time = run(side);
                if (round > 0) times[side].Add(time);
            }
        }

        return times;
    }

    private static double OnThreads(int threads, Action run)
    {
        var start = Stopwatch.GetTimestamp();
        if (threads == 1) run();
        else
        {
            var all = Enumerable.Range(0, threads).Select(_ => new Thread(() => run())).ToArray();
            foreach (var thread in all) thread.Start();
            foreach (var thread in all) thread.Join();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    private static void Expect(bool accepted)
    {
        if (!accepted) throw new InvalidOperationException("A good signature was refused.");
    }

    private static string Row(List<double>[] times) => string.Join(" | ", times.Select(side => $"{Statistics.Median(side):f1}"));

    private static double Ratio(List<double>[] times, int side) =>
        Statistics.Median(times[side].Zip(times[^1], (other, own) => other / own));
}
