using AtInvites.Authentication;
using AtInvites.Benchmarks.Results;
using AtInvites.Spaces;

namespace AtInvites.Benchmarks.Http;

/// <summary>Redemption over HTTP beside what a user would write, each host a process of its own on loopback, the sides in turn:
/// <c>http [memory|sqlite|auth]</c>.</summary>
internal static class HttpComparison
{
    private const int Rounds = 5;
    private const int WarmUps = 2;
    private const int Callers = 64;
    private const int Issuers = 64;

    private static readonly ResultBook Book = new("http");

    public static async Task RunAsync(string[] args)
    {
        HttpDriver.Prepare();
        var folder = Directory.CreateTempSubdirectory("atinvites-").FullName;
        bool Wants(string part) => args is [] || args.Contains(part);
        if (Wants("memory"))
        {
            using HttpSide bare = Side("bare endpoint", HostSide.Bare), library = Side("AtInvites in memory", HostSide.Memory);
            await CompareAsync("HTTP redeem in memory, host authentication", 60_000, bare, library);
        }

        if (Wants("sqlite"))
        {
            using HttpSide own = Side("ADO.NET, a transaction a request", HostSide.AdoNet);
            using HttpSide library = Side("AtInvites on SQLite", HostSide.Sqlite);
            await CompareAsync("HTTP redeem on SQLite, synchronous=FULL", 8_000, own, library);
        }

        if (Wants("auth"))
        {
            await CompareKeysAsync(SigningCurve.P256);
            await CompareKeysAsync(SigningCurve.K256);
        }

        // A part alone must not take the place of the whole.
        if (args is []) Book.Save();
        Directory.Delete(folder, recursive: true);

        HttpSide Side(string name, string side) => new(name, HostProcess.Serve(side, folder));

        async Task CompareKeysAsync(SigningCurve curve)
        {
            var issuers = Enumerable.Range(0, Issuers).Select(number => new ServiceIssuer(curve, number)).ToArray();
            KnownIssuers.Write(folder, issuers);
            var next = 0;
            Func<string> sign = () =>
                issuers[next++ % Issuers].Sign(LibrarySide.ServiceDid, SpaceMethodIds.RedeemInvite.Value);
            using HttpSide made = new("key made per call", HostProcess.Serve(HostSide.KeyPerCall, folder), sign);
            using HttpSide known = new("known key", HostProcess.Serve(HostSide.KnownKey, folder), sign);
            await CompareAsync($"HTTP redeem, service auth, {curve.Algorithm}", 10_000, made, known);
            foreach (var issuer in issuers) issuer.Dispose();
        }
    }

    private static async Task CompareAsync(string @case, int requests, params HttpSide[] sides)
    {
        foreach (var side in sides) await side.StartedAsync();
        for (var round = 0; round < WarmUps + Rounds; round++)
        {
            foreach (var side in sides) await side.RunAsync(requests, Callers, isWarmUp: round < WarmUps);
        }

        foreach (var side in sides) Book.Add(@case, side.Name, null, side.Values(sides[0]));
        Book.Print(@case);
    }
}
