using System.Diagnostics;
using AtInvites.Benchmarks.Growth;
using AtInvites.Benchmarks.Results;
using AtInvites.Stores;
using AtInvites.Stores.InMemory;
using AtInvites.Stores.Postgres;
using AtInvites.Stores.Sqlite;

namespace AtInvites.Benchmarks.Admin;

/// <summary>What the administration's calls cost as codes grow: 100 new codes, lists of 100, an account's own list. The engine's
/// calls, with their seals, without HTTP.</summary>
internal static class AdminMeasurement
{
    public const string Case = "Administration by codes in the store";

    private const int Calls = 200;

    private static readonly ResultBook Book = new("admin");

    public static async Task RunAsync(string[] args)
    {
        if (args is ["postgres"])
        {
            await MeasurePostgresAsync();
            Book.Print(Case, "codes");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
        await using (var memory = InMemoryStores.Create()) await MeasureAsync("in memory", memory);
        await using (var sqlite = SqliteStores.Create($"Data Source={Path.Combine(folder, "admin.db")}"))
        {
            await sqlite.Schema.MigrateAsync(default);
            await MeasureAsync("on SQLite", sqlite);
        }

        await MeasurePostgresAsync();
        Book.Print(Case, "codes");
        Book.Save();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasurePostgresAsync()
    {
        await using var server = await BenchmarkServer.StartAsync();
        Book.Postgres = server?.Version;
        if (server is null) return;
        await using var stores = PostgresStores.Create(server.ConnectionString);
        await stores.Schema.MigrateAsync(default);
        await MeasureAsync("on PostgreSQL", stores);
    }

    private static async Task MeasureAsync(string where, StoreSet stores)
    {
        var workload = new AdminWorkload(stores);
        foreach (var codes in (int[])[10_000, 100_000, 1_000_000])
        {
            await workload.FillAsync(codes);
            var middle = workload.Middle();
            await MeasureAsync($"list of 100, newest, {where}", codes, _ => workload.ListAsync(CodeSort.Recent, null));
            await MeasureAsync($"list of 100, from the middle, {where}", codes, _ => workload.ListAsync(CodeSort.Recent, middle));
            await MeasureAsync($"list of 100, most used, {where}", codes, _ => workload.ListAsync(CodeSort.Usage, null));
            await MeasureAsync($"own list of 10, {where}", codes, n => workload.ListForAsync(n * 7_919));
            await MeasureAsync($"createInviteCodes of 100, {where}", codes, _ => workload.CreateAsync());
        }
    }

    private static async Task MeasureAsync(string side, int codes, Func<int, Task> call)
    {
        var times = new List<double>();
        for (var n = -Calls / 10; n < Calls; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await call(Math.Abs(n));
            if (n >= 0) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Book.Add(Case, side, codes, ("p50, ms", times.Percentile(0.5)), ("p99, ms", times.Percentile(0.99)));
    }
}
