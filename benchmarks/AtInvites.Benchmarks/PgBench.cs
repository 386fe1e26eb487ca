using System.Diagnostics;
using System.Globalization;
using AtInvites.PostgresServer;
using AtInvites.Stores.Sql;
using Npgsql;

namespace AtInvites.Benchmarks;

/// <summary>PostgreSQL's own load driver with the store's statement for one redemption.</summary>
internal sealed class PgBench(string connectionString, string folder, SqlStatement statement)
{
    public const int Clients = 64;

    /// <summary>Redemptions a second; each client redeems <paramref name="each"/> tokens by their numbers, from the one after
    /// <paramref name="first"/> on, or the one token with the number <paramref name="hot"/>.</summary>
    public async Task<double> RunAsync(int each, int first, int? hot)
    {
        // A colon begins a variable, also within quotes.
        var token = hot is null ? ":n" : ":hot";
        var text = statement.Text
            .Replace("@token", $"sha256(int8send({token}))", StringComparison.Ordinal)
            .Replace("@account", "('did' || chr(58) || 'plc' || chr(58) || lpad(:n::text, 24, '0'))", StringComparison.Ordinal)
            .Replace("@now", "1000", StringComparison.Ordinal);
        var script = Path.Combine(folder, "redeem.sql");
        await File.WriteAllTextAsync(
            script, $"\\set i :i + 1\n\\set n {first} + :client_id * {each} + :i\n\\set hot {hot ?? 0}\n{text};\n");
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Path.Combine(PostgresPrograms.Folder!, "pgbench"))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["PGPASSWORD"] = connection.Password,
                ["PGOPTIONS"] = $"-c search_path={connection.SearchPath}",
            },
        };
        foreach (var argument in (string[])[
            "-n", "-M", "prepared", "-c", $"{Clients}", "-j", "2", "-t", $"{each}", "-D", "i=0", "-f", script, "-h",
            connection.Host!, "-p", $"{connection.Port}", "-U", connection.Username!, connection.Database!])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var faults = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"pgbench: {await faults}");
        var line = output.Split('\n').First(line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }
}
