using System.Diagnostics;
using System.Globalization;
using AtInvites.Benchmarks.Http;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks.Start;

/// <summary>MinimalHost as <c>dotnet publish</c> makes it, with this tool's own folder for what that leaves.</summary>
internal sealed class PublishedSample(string name, string folder, params string[] options)
{
    public string Name => name;

    private string Output => Path.Combine(folder, name.Replace(' ', '-'));

    /// <summary>False where it cannot be made here, such as without the runtime pack; it says why.</summary>
    public async Task<bool> PublishAsync()
    {
        var project = Path.Combine(ResultFile.Folder, "..", "..", "samples", "MinimalHost");
        string[] arguments =
        [
            "publish", project, "-c", "Release", "-v", "q", "-nologo", "--artifacts-path", $"{Output}-artifacts", "-o", Output,
            "-p:TreatWarningsAsErrors=false", .. options,
        ];
        using var publish = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        if (publish.ExitCode == 0) return true;
        var fault = said.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal)) ?? said;
        Console.WriteLine($"{name} is not measured: {fault.Trim()}");
        return false;
    }

    public StartSide Side() => new(name, Start, "/xrpc/rsvp.atmo.space.listSpaces", call: false);

    /// <summary>All that was published, in MB.</summary>
    public double Size() => new DirectoryInfo(Output).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) / 1e6;

    private HostProcess Start() => HostProcess.Start(port =>
    {
        var info = new ProcessStartInfo(Path.Combine(Output, "MinimalHost"))
        {
            WorkingDirectory = Output,
            ArgumentList =
            {
                "--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"),
                "--environment", "Development", "--AtInvites:Store", "memory", "--AtInvites:ServiceDid", LibrarySide.ServiceDid,
            },
        };
        return info;
    });
}
