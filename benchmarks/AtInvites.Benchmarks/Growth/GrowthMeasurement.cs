using System.Diagnostics;
using AtInvites.Benchmarks.Results;

using AtInvites.Syntax;

namespace AtInvites.Benchmarks.Growth;

/// <summary>Redemptions per second as callers and invites grow, in each store, one hot token and tokens at random; and what an
/// invite takes.</summary>
internal static class GrowthMeasurement
{
    public const string ByCallers = "Redemptions by callers";
    public const string ByInvites = "Redemptions by invites in the store, 64 callers";
    public const string RoomOfAnInvite = "Room of an invite";
    public const string Rate = "redemptions/s";

    private const int Rounds = 3;
    private const int Accounts = 200_000;
    private const int Callers = 64;

    private static readonly ResultBook Book = new("growth");
    private static readonly Did[] People = [.. Enumerable.Range(0, Accounts).Select(Workload.Account)];

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
        await using var server = await BenchmarkServer.StartAsync();
        Book.Postgres = server?.Version;
        List<Func<Task<GrowthStore>>> stores = [() => Task.FromResult(GrowthStore.InMemory()), () => GrowthStore.SqliteAsync(folder)];
        if (server is not null) stores.Add(() => GrowthStore.PostgresAsync(server));
        foreach (var open in stores)
        {
            await MeasureCallersAsync(open);
            await MeasureInvitesAsync(open);
        }

        Book.Print(ByCallers, "callers");
        Book.Print(ByInvites, "invites");
        Book.Print(RoomOfAnInvite, "invites");
        Book.Save();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasureCallersAsync(Func<Task<GrowthStore>> open)
    {
        await using var store = await open();
        var tokens = await store.MintAsync(100_000);
        foreach (var callers in (int[])[1, 4, 16, 64, 256]) await MeasureAsync(ByCallers, store, tokens, callers, callers);
    }

    private static async Task MeasureInvitesAsync(Func<Task<GrowthStore>> open)
    {
        await using var store = await open();
        var tokens = new List<string>();
        foreach (var invites in (int[])[10_000, 100_000, 1_000_000])
        {
            // What was measured before is still on the stack that ended it.
            await Task.Yield();
            var added = invites - tokens.Count;
            var before = Room(store, tokens);
            tokens.AddRange(await store.MintAsync(added));
            await Task.Yield();
            // Of those added alone: what was redeemed before is in the store.
            Book.Add(
                RoomOfAnInvite, store.Name, invites,
                (store.Size is null ? "bytes in memory" : "bytes on disk", (double)(Room(store, tokens) - before) / added));
            await MeasureAsync(ByInvites, store, tokens, Callers, invites);
        }
    }

    /// <summary>What a store takes; the texts of the tokens are the caller's.</summary>
    private static long Room(GrowthStore store, List<string> tokens) =>
        store.Size?.Invoke()
        ?? GC.GetTotalMemory(forceFullCollection: true) - (tokens.Capacity * IntPtr.Size) - (tokens.Count * 112L);

    private static async Task MeasureAsync(string @case, GrowthStore store, IReadOnlyList<string> tokens, int callers, double x)
    {
        List<double> hot = [], distinct = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var shared = (await store.MintAsync(1))[0];
            var one = await RateAsync(store, _ => shared, callers);
            // A prime step walks through all of them, far from the one before.
            var start = round * 104_729L;
            var many = await RateAsync(store, n => tokens[(int)((start + n * 7_919L) % tokens.Count)], callers);
            if (round == 0) continue;
            hot.Add(one);
            distinct.Add(many);
        }

        Book.Add(@case, $"{store.Name}, distinct tokens", x, (Rate, distinct.Median()));
        Book.Add(@case, $"{store.Name}, one hot token", x, (Rate, hot.Median()));
    }

    /// <summary>Each caller redeems as soon as it was answered, for a second or until every account was admitted.</summary>
    private static async Task<double> RateAsync(GrowthStore store, Func<int, string> token, int callers)
    {
        var next = -1;
        var done = 0;
        var start = Stopwatch.GetTimestamp();
        // A thread for each that never waits, which those in memory do not.
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Factory.StartNew(
            CallAsync, default, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        return done / Stopwatch.GetElapsedTime(start).TotalSeconds;

        async Task CallAsync()
        {
            var admitted = 0;
            while (Interlocked.Increment(ref next) is var at && at < Accounts && Stopwatch.GetElapsedTime(start).TotalSeconds < 1)
            {
                var outcome = await store.Workload.Redeemer.RedeemAsync(token(at), People[at], default);
                if (!outcome.IsAdmitted) throw new InvalidOperationException($"{outcome.Status}");
                admitted++;
            }

            Interlocked.Add(ref done, admitted);
        }
    }
}
