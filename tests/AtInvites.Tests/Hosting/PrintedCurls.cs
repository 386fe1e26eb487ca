using System.Diagnostics;
using System.Text.Json;

namespace AtInvites.Tests.Hosting;

/// <summary>The curl lines that a sample prints for whoever tries it, run as they are.</summary>
internal static class PrintedCurls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Reads on to the line that begins with <paramref name="last"/>.</summary>
    public static async Task<string[]> ReadCurlsAsync(this SampleProcess sample, string last)
    {
        await sample.ReadUntilAsync(last);
        return [.. sample.Lines.Where(line => line.Contains("curl ", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf("curl ", StringComparison.Ordinal)..])];
    }

    /// <summary>What the line answers, as JSON.</summary>
    public static async Task<JsonElement> RunAsync(string curl)
    {
        var start = new ProcessStartInfo("sh", ["-c", curl]) { RedirectStandardOutput = true };
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync(Token);
        await shell.WaitForExitAsync(Token);
        Assert.True(shell.ExitCode != 127, "curl is not installed");
        return JsonElement.Parse(output);
    }
}
