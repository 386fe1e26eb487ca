using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace AtInvites.Benchmarks.Results;

/// <summary>Where and with what a result was measured.</summary>
internal sealed record Machine
{
    public required string Cpu { get; init; }

    public required int Cores { get; init; }

    public required string Os { get; init; }

    public required string Runtime { get; init; }

    public required string Sqlite { get; init; }

    /// <summary>Null where no PostgreSQL took part.</summary>
    public string? Postgres { get; init; }

    public static Machine Current(string? postgres) => new()
    {
        Cpu = Read("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Cores = Environment.ProcessorCount,
        Os = Read("/etc/os-release", "PRETTY_NAME", '=') ?? RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Sqlite = SqliteVersion(),
        Postgres = postgres,
    };

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Cpu}, {Cores} cores, {Os}, {Runtime}, SQLite {Sqlite}{(Postgres is null ? "" : $", PostgreSQL {Postgres.Split(' ')[0]}")}");

    private static string? Read(string file, string name, char separator)
    {
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(separator, StringComparison.Ordinal) + 1)..].Trim(' ', '\t', '"');
    }

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }
}
