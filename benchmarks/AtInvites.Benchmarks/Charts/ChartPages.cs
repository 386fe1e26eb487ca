using AtInvites.Benchmarks.Admin;
using AtInvites.Benchmarks.Growth;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks.Charts;

/// <summary>Draws what <c>benchmarks/results/*.json</c> holds into <c>benchmarks/results/*.svg</c>.</summary>
internal static class ChartPages
{
    public static async Task RunAsync()
    {
        foreach (var file in ResultFile.ReadAll())
        {
            switch (file.Command)
            {
                case "growth":
                    await LinesAsync(file, "growth-callers", GrowthMeasurement.ByCallers, "callers", GrowthMeasurement.Rate);
                    await LinesAsync(file, "growth-invites", GrowthMeasurement.ByInvites, "invites", GrowthMeasurement.Rate);
                    await LinesAsync(
                        file, "growth-memory", GrowthMeasurement.RoomOfAnInvite, "invites", "bytes in memory", "bytes on disk");
                    break;
                case "admin":
                    await LinesAsync(file, "admin-p50", AdminMeasurement.Case, "codes", "p50, ms");
                    await LinesAsync(file, "admin-p99", AdminMeasurement.Case, "codes", "p99, ms");
                    break;
                case "http":
                    await BarsAsync(file, "http", "Redemptions over HTTP, 64 connections", "requests/s");
                    break;
                case "start":
                    await BarsAsync(file, "start-time", "Start of a host", "first 200, ms");
                    await BarsAsync(file, "start-memory", "Memory of a host after its first 200", "memory, MB");
                    break;
            }
        }
    }

    private static Task LinesAsync(ResultFile file, string name, string @case, string axis, params string[] values)
    {
        var series = from row in file.Rows
                     where row.Case == @case && row.X is not null
                     from value in values
                     where row.Values.ContainsKey(value)
                     group (row.X!.Value, row.Values[value]) by values.Length == 1 ? row.Side : $"{value}, {row.Side}" into line
                     select new ChartSeries(line.Key, [.. line.OrderBy(point => point.Value)]);
        var lines = series.ToList();
        var yAxis = values.Length == 1 ? values[0] : "bytes an invite";
        return lines.Count == 0
            ? Task.CompletedTask
            : WriteAsync(name, new SvgChart(@case, $"{axis}, logarithmic", yAxis, Foot(file)).Draw(lines));
    }

    private static Task BarsAsync(ResultFile file, string name, string title, string value)
    {
        var groups = from row in file.Rows
                     where row.Values.ContainsKey(value)
                     group (row.Side, row.Values[value]) by row.Case into bars
                     select (bars.Key, (IReadOnlyList<(string, double)>)[.. bars]);
        var drawn = groups.ToList();
        return drawn.Count == 0 ? Task.CompletedTask : WriteAsync(name, new SvgBars(title, value, Foot(file)).Draw(drawn));
    }

    private static string Foot(ResultFile file) => $"{file.Date:yyyy-MM-dd} · {file.Machine}";

    private static async Task WriteAsync(string name, string svg)
    {
        var file = Path.Combine(ResultFile.Folder, $"{name}.svg");
        await File.WriteAllTextAsync(file, svg);
        Console.WriteLine($"Drawn: {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
    }
}
