using System.Diagnostics;
using AtInvites.Benchmarks.Results;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Sqlite;

namespace AtInvites.Benchmarks;

/// <summary>How many events the index of record invites takes in a second, and what it costs to ask whether somebody is a
/// collaborator as their number grows.</summary>
internal static class RecordComparison
{
    private const int Rounds = 5;
    private const int PerRound = 10_000;
    private const int Batch = 500;
    private const int Checks = 20_000;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
        var number = 0;
        string Fresh() => Path.Combine(folder, $"benchmark-{number++}.db");
        await IndexAsync(Fresh);
        await using (var memory = InMemoryStores.Create()) await CheckAsync("in memory", memory);
        await using (var sqlite = await OpenAsync(Fresh())) await CheckAsync("on SQLite", sqlite);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task IndexAsync(Func<string> file)
    {
        await using var memory = InMemoryStores.Create();
        await using var sqlite = await OpenAsync(file());
        await using var handWritten = new HandWrittenIndex(file());
        var (inMemory, onSqlite) = (new RecordWorkload(memory), new RecordWorkload(sqlite));
        var sides = new (string Name, List<double> Rates)[]
        {
            ("lexicon and CID alone", []), ("index in memory", []), ("index on SQLite", []), ("hand-written on SQLite", []),
        };
        for (var round = 0; round <= Rounds; round++)
        {
            var events = RecordWorkload.Handshakes(round * PerRound, PerRound);
            double[] rates =
            [
                await RateAsync(events.Count, () => Task.FromResult(inMemory.Read(events))),
                await RateAsync(events.Count, () => inMemory.IndexAsync(events, Batch)),
                await RateAsync(events.Count, () => onSqlite.IndexAsync(events, Batch)),
                await RateAsync(events.Count, () => Task.Run(() => handWritten.Apply(events, Batch))),
            ];
            if (round > 0) for (var side = 0; side < rates.Length; side++) sides[side].Rates.Add(rates[side]);
        }

        foreach (var (name, rates) in sides) Console.WriteLine($"| {name} | {Statistics.Median(rates):n0} events/s |");
    }

    private static async Task CheckAsync(string where, StoreSet stores)
    {
        var workload = new RecordWorkload(stores);
        var filled = 0;
        foreach (var size in (int[])[10_000, 100_000, 1_000_000])
        {
            for (; filled < size; filled += PerRound)
                await workload.IndexAsync(RecordWorkload.Handshakes(filled, PerRound), 2 * PerRound);
            var costs = new List<double>();
            for (var round = 0; round <= Rounds; round++)
            {
                // A prime step walks through all of them, far from the one before.
                var rate = await RateAsync(Checks, async () =>
                {
                    for (var i = 0; i < Checks; i++) await workload.CheckAsync((int)(i * 7_919L % size));
                });
                if (round > 0) costs.Add(1e6 / rate);
            }

            Console.WriteLine($"| check {where} | {size:n0} | {Statistics.Median(costs):f2} µs |");
        }
    }

    private static async Task<StoreSet> OpenAsync(string file)
    {
        var stores = SqliteStores.Create($"Data Source={file}");
        await stores.Schema.MigrateAsync(default);
        return stores;
    }

    private static async Task<double> RateAsync(int times, Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        return times / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
