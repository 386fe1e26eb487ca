namespace AtInvites.PostgresServer;

/// <summary>Where the server's programs are.</summary>
public static class PostgresPrograms
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder of the newest installed server; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Why there is no server, with the remedy.</summary>
    public const string Missing = "PostgreSQL is not installed: run ./test.sh, or apt-get install postgresql.";

    private static string? Find()
    {
        var debian = Directory.Exists(DebianFolder)
            ? Directory.GetDirectories(DebianFolder).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var others = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return debian.OrderDescending(StringComparer.Ordinal).Concat(others)
            .FirstOrDefault(folder => new[] { "initdb", "postgres", "pg_ctl" }.All(
                program => File.Exists(Path.Combine(folder, program))));
    }
}
