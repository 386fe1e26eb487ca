using System.Globalization;

namespace AtInvites.Benchmarks.Results;

/// <summary>Takes the rows of a command, prints each case as a table of Markdown and stores all of them as
/// <c>benchmarks/results/&lt;command&gt;.json</c>.</summary>
internal sealed class ResultBook(string command)
{
    private readonly List<ResultRow> _rows = [];

    /// <summary>The version of the server, where one took part.</summary>
    public string? Postgres { get; set; }

    /// <summary>Takes a row, and says so at once: a command runs for minutes.</summary>
    public void Add(string @case, string side, double? x, params (string Name, double Value)[] values)
    {
        _rows.Add(new(@case, side, x, values.ToDictionary(value => value.Name, value => value.Value)));
        Console.Error.WriteLine($"{@case}: {side} {x}: {string.Join(", ", values.Select(value => $"{Text(value.Value)} {value.Name}"))}");
    }

    /// <summary>Prints the rows of a case as a table.</summary>
    /// <param name="case">Which rows.</param>
    /// <param name="axis">What <see cref="ResultRow.X"/> counts; null leaves the column out.</param>
    public void Print(string @case, string? axis = null)
    {
        var rows = _rows.Where(row => row.Case == @case).ToList();
        string[] columns = [.. rows.SelectMany(row => row.Values.Keys).Distinct()];
        string[] head = axis is null ? [@case] : [@case, axis];
        Line([.. head, .. columns]);
        Line(["---", .. Enumerable.Repeat("---:", head.Length - 1 + columns.Length)]);
        foreach (var row in rows)
        {
            string[] first = axis is null ? [row.Side] : [row.Side, row.X?.ToString("n0", CultureInfo.InvariantCulture) ?? ""];
            Line([.. first, .. columns.Select(name => row.Values.TryGetValue(name, out var value) ? Text(value) : "")]);
        }

        Console.WriteLine();
    }

    public void Save()
    {
        var file = new ResultFile(
            command, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), Machine.Current(Postgres), _rows);
        Console.WriteLine($"Measured on {file.Date:yyyy-MM-dd}: {file.Machine}.");
        file.Write();
    }

    private static void Line(string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string Text(double value) => value.ToString(
        Math.Abs(value) switch { >= 100 => "n0", >= 10 => "n1", _ => "n2" }, CultureInfo.InvariantCulture);
}
