using System.Text.Json;

namespace AtInvites.Benchmarks.Results;

/// <summary>The rows of one command, as they are stored.</summary>
internal sealed record ResultFile(string Command, DateOnly Date, Machine Machine, IReadOnlyList<ResultRow> Rows)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary><c>benchmarks/results</c> of the repository that the tool runs in.</summary>
    public static string Folder
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            {
                var results = Path.Combine(at.FullName, "benchmarks", "results");
                if (Directory.Exists(results)) return results;
            }

            throw new DirectoryNotFoundException("There is no folder benchmarks/results above the tool.");
        }
    }

    public static IEnumerable<ResultFile> ReadAll() => Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal)
        .Select(file => JsonSerializer.Deserialize<ResultFile>(File.ReadAllBytes(file), Json)!);

    public void Write()
    {
        var file = Path.Combine(Folder, $"{Command}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(this, Json) + "\n");
        Console.WriteLine($"\nWritten: {Path.GetRelativePath(Environment.CurrentDirectory, file)}");
    }
}
