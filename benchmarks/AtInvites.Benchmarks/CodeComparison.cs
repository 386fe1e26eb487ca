using System.Diagnostics;
using AtInvites.Benchmarks.Results;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Sqlite;

namespace AtInvites.Benchmarks;

/// <summary>What sealing costs a new account code, and what a reservation costs its use. All sides in turn in one process, so
/// that a busy machine slows each: the figures are medians of the rounds.</summary>
internal static class CodeComparison
{
    private const int Rounds = 9;
    private const int Seals = 20_000;
    private const int Uses = 1_000;

    public static async Task RunAsync()
    {
        var seal = new SealBenchmark();
        seal.Setup();
        await CompareAsync(
            ("Data Protection alone", () => Repeat(Seals, () => seal.Protect()), Seals),
            ("random text and keyed hash", () => Repeat(Seals, () => seal.MintWithoutSeal()), Seals),
            ("mint: text, hash and seal", () => Repeat(Seals, () => seal.Mint()), Seals),
            ("open a sealed text", () => Repeat(Seals, () => seal.Open()), Seals));
        await using (var memory = InMemoryStores.Create()) await CompareAsync("in memory", new(memory));
        var folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
        await using (var sqlite = SqliteStores.Create($"Data Source={Path.Combine(folder, "benchmark.db")}"))
        {
            await sqlite.Schema.MigrateAsync(default);
            await CompareAsync("on SQLite", new(sqlite));
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task CompareAsync(string where, CodeWorkload workload)
    {
        var codes = await workload.MintAsync(2 * Uses * (Rounds + 1));
        var next = 0;
        Task UseAsync(Func<string, int, Task> use) => RepeatAsync(Uses, () => use(codes[next], next++));
        await CompareAsync(
            ($"use in one step {where}", () => UseAsync(workload.RedeemAsync), Uses),
            ($"reserve and commit {where}", () => UseAsync(workload.SignUpAsync), Uses));
    }

    /// <summary>Prints each side with the ratio to the first.</summary>
    private static async Task CompareAsync(params (string Name, Func<Task> Run, int Times)[] sides)
    {
        var times = sides.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                var start = Stopwatch.GetTimestamp();
                await sides[side].Run();
                if (round > 0) times[side].Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / sides[side].Times);
            }
        }

        for (var side = 0; side < sides.Length; side++)
        {
            var ratio = Statistics.Median(times[side].Zip(times[0], (own, first) => own / first));
            Console.WriteLine($"| {sides[side].Name} | {Statistics.Median(times[side]):f1} | {ratio:f2} |");
        }
    }

    private static Task Repeat<T>(int times, Func<T> call)
    {
        for (var i = 0; i < times; i++) call();
        return Task.CompletedTask;
    }

    private static async Task RepeatAsync(int times, Func<Task> call)
    {
        for (var i = 0; i < times; i++) await call();
    }
}
