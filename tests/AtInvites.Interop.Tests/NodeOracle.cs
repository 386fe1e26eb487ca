using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;

namespace AtInvites.Interop.Tests;

/// <summary>Runs a script of tests/interop under the Node that its package.json pins and exchanges one JSON line a case.
/// Standard input and output are pumped side by side, so that neither pipe fills up.</summary>
internal static class NodeOracle
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "interop"));

    private static string Node => Path.Combine(Folder, "node_modules", ".bin", "node");

    public static bool IsInstalled => File.Exists(Node);

    /// <summary>Skips the calling test, aloud, where the npm packages are not installed. ATINVITES_REQUIRE_ALL=1 makes that a
    /// failure.</summary>
    public static void RequireInstalled()
    {
        if (IsInstalled) return;
        const string reason = "tests/interop/node_modules is missing: run ./test.sh, or npm ci in tests/interop";
        if (Environment.GetEnvironmentVariable("ATINVITES_REQUIRE_ALL") == "1") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    /// <summary>Sends <paramref name="lines"/> to <paramref name="script"/> (a path under tests/interop) and returns its output
    /// lines in order.</summary>
    public static async Task<List<string>> RunAsync(string script, IEnumerable<string> lines, CancellationToken cancellationToken)
    {
        using var process = Start(script);
        var feed = Task.Run(async () =>
        {
            foreach (var line in lines) await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }, cancellationToken);
        var answers = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } answer) answers.Add(answer);
        await feed;
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
        return answers;
    }

    /// <summary>Starts a script that goes on until its input ends.</summary>
    public static Process Start(string script) => Process.Start(new ProcessStartInfo(Node, script)
    {
        WorkingDirectory = Folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        StandardInputEncoding = new UTF8Encoding(false),
        StandardOutputEncoding = new UTF8Encoding(false),
    })!;

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
