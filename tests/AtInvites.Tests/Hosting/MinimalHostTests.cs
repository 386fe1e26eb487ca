using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace AtInvites.Tests.Hosting;

public sealed class MinimalHostTests
{
    private const string Space = "at://did:plc:alice/rsvp.atmo.space/party";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_any_configuration_it_mints_and_redeems_and_everything_outlives_a_restart_and_a_kill()
    {
        using var folder = new TemporaryFolder();
        string token;
        await using (var first = await SampleProcess.StartAsync(folder.Path))
        {
            token = await MintAsync(first);
            (await RedeemAsync(first, "did:plc:bob", token)).ShouldBeOk();
            await first.KillAsync();
        }

        Assert.True(File.Exists(Path.Combine(folder.Path, "atinvites.db")));
        await using var second = await SampleProcess.StartAsync(folder.Path);
        Assert.Contains("did:plc:bob", await MembersAsync(second));
        (await RedeemAsync(second, "did:plc:carol", token)).ShouldBeOk();
        await second.KillAsync();

        await using var third = await SampleProcess.StartAsync(folder.Path);
        Assert.Contains("did:plc:carol", await MembersAsync(third));
        var list = (await third.CallAsync($"invite.list?spaceUri={Space}", "did:plc:alice", null)).ShouldBeOk();
        Assert.Equal(2, list.Json.GetProperty("invites")[0].GetProperty("usedCount").GetInt64());
    }

    [Fact]
    public async Task A_bad_Bearer_token_takes_precedence_over_the_header()
    {
        using var folder = new TemporaryFolder();
        await using var host = await SampleProcess.StartAsync(folder.Path);

        (await host.CallAsync("listSpaces", "did:plc:alice", null, "Bearer x.y.z"))
            .ShouldBe(HttpStatusCode.Unauthorized, "BadJwt");
        (await host.CallAsync("listSpaces", "did:plc:alice", null)).ShouldBeOk();
        (await host.CallAsync("listSpaces", null, null)).ShouldBe(HttpStatusCode.Unauthorized, "AuthMissing");
        (await host.CallAsync("listSpaces", "alice", null)).ShouldBe(HttpStatusCode.Unauthorized, "AuthenticationRequired");
    }

    [Theory, InlineData("Production"), InlineData("Staging")]
    public async Task Outside_Development_the_header_means_nothing(string environment)
    {
        using var folder = new TemporaryFolder();
        await using var host = await SampleProcess.StartAsync(folder.Path, environment);

        (await host.CallAsync("listSpaces", "did:plc:alice", null)).ShouldBe(HttpStatusCode.Unauthorized, "AuthMissing");
        (await host.CallAsync("admin.createSpace", "did:plc:alice", "{}")).ShouldBe(HttpStatusCode.Unauthorized, "AuthMissing");
        Assert.DoesNotContain(host.Lines, line => line.Contains("curl -s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task From_elsewhere_than_loopback_the_header_means_nothing()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one));
        if (own is null) Assert.Skip("This machine has no address but loopback.");
        using var folder = new TemporaryFolder();
        await using var host = await SampleProcess.StartAsync(folder.Path, urls: "http://0.0.0.0:0");
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"http://{own}:{host.Client.BaseAddress!.Port}/xrpc/rsvp.atmo.space.listSpaces");
        request.Headers.Add("X-Dev-Did", "did:plc:alice");
        using var response = await host.Client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        (await host.CallAsync("listSpaces", "did:plc:alice", null)).ShouldBeOk();
    }

    [Fact]
    public async Task The_store_is_chosen_by_configuration()
    {
        using var folder = new TemporaryFolder();
        await using (var memory = await SampleProcess.StartAsync(folder.Path, settings: ("AtInvites__Store", "memory")))
            (await RedeemAsync(memory, "did:plc:bob", await MintAsync(memory))).ShouldBeOk();
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));

        var file = ("ConnectionStrings__AtInvites", "Data Source=elsewhere.db");
        await using (var elsewhere = await SampleProcess.StartAsync(folder.Path, settings: file)) await MintAsync(elsewhere);
        Assert.Contains("elsewhere.db", Directory.GetFiles(folder.Path).Select(Path.GetFileName));
        Assert.DoesNotContain("atinvites.db", Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Theory, InlineData(null, 400), InlineData("true", 429)]
    public async Task In_Development_wrong_guesses_are_not_counted_unless_configured(string? enabled, int last)
    {
        using var folder = new TemporaryFolder();
        (string, string)[] settings = enabled is null ? [] : [("AtInvites__Guesses__Enabled", enabled)];
        await using var host = await SampleProcess.StartAsync(folder.Path, settings: settings);
        for (var i = 0; i < 1_000; i++) Assert.Equal(400, (await RedeemAsync(host, "did:plc:bob", "wrong")).Status);

        Assert.Equal(last, (await RedeemAsync(host, "did:plc:bob", "wrong")).Status);
    }

    [Fact]
    public async Task Settings_that_cannot_be_stop_the_start_with_a_message()
    {
        using var folder = new TemporaryFolder();

        var (code, output) = await SampleProcess.FailAsync(folder.Path, ("AtInvites__Store", "redis"));
        Assert.NotEqual(0, code);
        Assert.Contains("AtInvites:Store is \"redis\"; it is sqlite, postgres or memory.", output);

        (code, output) = await SampleProcess.FailAsync(
            folder.Path, ("AtInvites__ServiceDid", "me"), ("AtInvites__Tokens__HashKey", "c2hvcnRrZXktY2FuYXJ5"),
            ("AtInvites__Identity__PlcDirectory", "http://127.0.0.1:1"));
        Assert.NotEqual(0, code);
        Assert.Contains("ServiceDid \"me\" is not a DID", output);
        Assert.Contains("Tokens:HashKey has 15 bytes", output);
        Assert.Contains("Identity:AllowLocalhost", output);
        Assert.DoesNotContain("c2hvcnRrZXktY2FuYXJ5", output);
    }

    [Fact]
    public async Task The_lines_it_prints_run_as_they_are()
    {
        using var folder = new TemporaryFolder();
        await using var host = await SampleProcess.StartAsync(folder.Path);
        var curls = await host.ReadCurlsAsync("see the members");
        Assert.Equal(4, curls.Length);

        Assert.Equal(Space, (await PrintedCurls.RunAsync(curls[0])).GetProperty("space").GetProperty("uri").GetString());
        var token = (await PrintedCurls.RunAsync(curls[1])).GetProperty("token").GetString()!;
        var redeemed = await PrintedCurls.RunAsync(curls[2].Replace("TOKEN", token, StringComparison.Ordinal));
        Assert.Equal(Space, redeemed.GetProperty("spaceUri").GetString());
        var members = (await PrintedCurls.RunAsync(curls[3])).GetProperty("members").EnumerateArray()
            .Select(one => one.GetProperty("did").GetString());
        Assert.Equal(["did:plc:alice", "did:plc:bob"], members);
    }

    [Fact]
    public void Its_program_has_at_most_40_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(SampleProcess.Root, "samples/MinimalHost/Program.cs")).Length, 1, 40);

    private static async Task<string> MintAsync(SampleProcess host)
    {
        (await host.CallAsync("admin.createSpace", "did:plc:alice", """{"key":"party"}""")).ShouldBeOk();
        var answer = await host.CallAsync("invite.create", "did:plc:alice", $$"""{"spaceUri":"{{Space}}","maxUses":5}""");
        return answer.ShouldBeOk().Json.GetProperty("token").GetString()!;
    }

    private static Task<HostAnswer> RedeemAsync(SampleProcess host, string caller, string token) =>
        host.CallAsync("invite.redeem", caller, $$"""{"token":"{{token}}"}""");

    private static async Task<string> MembersAsync(SampleProcess host) =>
        (await host.CallAsync($"listMembers?spaceUri={Space}", "did:plc:alice", null)).ShouldBeOk().Body;
}
