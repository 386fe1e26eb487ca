using AtInvites.Benchmarks.Http;
using AtInvites.Benchmarks.Results;

namespace AtInvites.Benchmarks.Start;

/// <summary>How long a host takes from its process's start to its first 200, the sides in turn: <c>start [sides]</c>; with
/// <c>sides</c> MinimalHost is not published.</summary>
internal static class StartComparison
{
    private const int Rounds = 11;
    private const string Slim = "Start of a slim host";
    private const string Sample = "Start of MinimalHost, in memory, to its first list of spaces";

    private static readonly ResultBook Book = new("start");

    public static async Task RunAsync(string[] args)
    {
        var folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
        StartSide Side(string name, string side, bool call) => new(name, () => HostProcess.Serve(side, folder), "/", call);
        await CompareAsync(
            Slim,
            Side("bare", StartHost.Bare, call: false), Side("with a scheme of its own", StartHost.Authenticating, call: false),
            Side("AtInvites in memory, service auth", StartHost.ServiceAuth, call: false),
            Side("AtInvites in memory, service auth and that scheme", StartHost.Memory, call: true),
            Side("AtInvites on SQLite, service auth and that scheme", StartHost.Sqlite, call: true));
        if (args is [])
        {
            await ComparePublishedAsync(folder);
            Book.Save();
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task ComparePublishedAsync(string folder)
    {
        PublishedSample[] samples =
        [
            new("JIT", folder, "--no-self-contained"),
            new("ReadyToRun", folder, "-r", "linux-x64", "--no-self-contained", "-p:PublishReadyToRun=true"),
            new("self-contained composite trimmed", folder, "-r", "linux-x64", "--self-contained",
                "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true", "-p:PublishTrimmed=true",
                "-p:SuppressTrimAnalysisWarnings=true"),
        ];
        var sides = new List<StartSide>();
        foreach (var sample in samples)
        {
            if (!await sample.PublishAsync()) continue;
            sides.Add(sample.Side());
            Book.Add("Size of MinimalHost", sample.Name, null, ("MB", sample.Size()));
        }

        await CompareAsync(Sample, [.. sides]);
        Book.Print("Size of MinimalHost");
    }

    private static async Task CompareAsync(string @case, params StartSide[] sides)
    {
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var side in sides) await side.RunAsync(isWarmUp: round == 0);
        }

        foreach (var side in sides) side.Report(Book, @case, sides[0]);
        Book.Print(@case);
    }
}
