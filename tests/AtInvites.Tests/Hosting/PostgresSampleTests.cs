using System.Net.Http.Json;
using System.Text.Json;

namespace AtInvites.Tests.Hosting;

/// <summary>The samples over a real PostgreSQL server.</summary>
public sealed class PostgresSampleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MinimalHost_keeps_invites_there_through_a_kill_and_its_printed_lines_run()
    {
        await using var schema = await PostgresSchema.CreateAsync();
        using var folder = new TemporaryFolder();
        string token;
        await using (var first = await SampleProcess.StartAsync(folder.Path, settings: On(schema)))
        {
            var curls = await first.ReadCurlsAsync("ask if it is well");
            await PrintedCurls.RunAsync(curls[0]);
            token = (await PrintedCurls.RunAsync(curls[1])).GetProperty("token").GetString()!;
            var redeemed = await PrintedCurls.RunAsync(curls[2].Replace("TOKEN", token, StringComparison.Ordinal));
            Assert.True(redeemed.TryGetProperty("spaceUri", out _));
            Assert.EndsWith("/health/ready", curls[4]);
            await first.KillAsync();
        }

        await using var second = await SampleProcess.StartAsync(folder.Path, settings: On(schema));
        await using var third = await SampleProcess.StartAsync(folder.Path, settings: On(schema));
        (await RedeemAsync(second, "did:plc:bob", token)).ShouldBeOk();
        (await RedeemAsync(third, "did:plc:carol", token)).ShouldBeOk();
        Assert.Equal(2L, await schema.RunAsync("SELECT count(*) FROM atinvites_uses"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task MinimalHost_is_ready_with_its_database_and_not_when_its_schema_is_gone()
    {
        await using var schema = await PostgresSchema.CreateAsync();
        using var folder = new TemporaryFolder();
        await using var host = await SampleProcess.StartAsync(folder.Path, settings: On(schema));

        Assert.Equal((200, "Healthy"), await AskAsync(host, "ready"));
        await schema.RunAsync("UPDATE atinvites_schema SET version = version + 1000");
        Assert.Equal((200, "Degraded"), await AskAsync(host, "ready"));
        await schema.RunAsync("DROP TABLE atinvites_schema");
        Assert.Equal((503, "Unhealthy"), await AskAsync(host, "ready"));
        Assert.Equal((200, "Healthy"), await AskAsync(host, "live"));
    }

    [Fact]
    public async Task PdsHost_signs_up_in_one_transaction_with_the_use_of_the_code()
    {
        await using var schema = await PostgresSchema.CreateAsync();
        using var folder = new TemporaryFolder();
        var settings = On(schema);
        await using var pds = await SampleProcess.StartPdsAsync(folder.Path, settings: settings);
        var curls = await pds.ReadCurlsAsync("come as a client");
        var code = (await PrintedCurls.RunAsync(curls[0])).GetProperty("code").GetString()!;
        await schema.RunAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no uses today'; END $$;
            CREATE TRIGGER refuse BEFORE INSERT ON atinvites_code_uses FOR EACH ROW EXECUTE FUNCTION refuse();
            """);

        // The account's row was written when its use failed, and must not stay.
        Assert.Equal(503, (await SignUpAsync(pds, "alice", code)).Status);
        Assert.Equal(0L, await schema.RunAsync("SELECT count(*) FROM pds_accounts"));
        await schema.RunAsync("DROP TRIGGER refuse ON atinvites_code_uses");
        Assert.Equal(200, (await SignUpAsync(pds, "alice", code)).Status);

        Assert.Equal((400, "InvalidInviteCode"), await SignUpAsync(pds, "bob", code));
        Assert.Equal(1L, await schema.RunAsync("SELECT count(*) FROM pds_accounts"));
        var made = await schema.RunAsync("SELECT did FROM pds_accounts");
        Assert.Equal(made, await schema.RunAsync("SELECT used_by FROM atinvites_code_uses"));
        Assert.False(File.Exists(Path.Combine(folder.Path, "pds-data", "pds.db")));
    }

    [Fact]
    public async Task Two_PdsHosts_that_share_database_and_keys_let_one_of_two_in_by_a_code_for_one()
    {
        await using var schema = await PostgresSchema.CreateAsync();
        using var folder = new TemporaryFolder();
        var starting = Enumerable.Range(0, 2).Select(_ => SampleProcess.StartPdsAsync(folder.Path, settings: On(schema)));
        var hosts = await Task.WhenAll(starting);
        await using var first = hosts[0];
        await using var second = hosts[1];
        var made = (await PrintedCurls.RunAsync((await first.ReadCurlsAsync("come as a client"))[0])).GetProperty("code");

        var answers = await Task.WhenAll(
            SignUpAsync(first, "alice", made.GetString()!), SignUpAsync(second, "bob", made.GetString()!));

        Assert.Equal([200, 400], answers.Select(answer => answer.Status).Order());
        Assert.Contains(answers, answer => answer.Error == "InvalidInviteCode");
        Assert.Equal(1L, await schema.RunAsync("SELECT count(*) FROM pds_accounts"));
        // A list opens the codes that the other host sealed.
        var listed = await PrintedCurls.RunAsync((await second.ReadCurlsAsync("come as a client"))[2]);
        Assert.Equal(made.GetString(), listed.GetProperty("codes")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Without_a_connection_string_neither_starts_and_both_say_which_setting_is_missing()
    {
        using var folder = new TemporaryFolder();
        const string missing = "AtInvites:Store is postgres; set ConnectionStrings:AtInvites, such as Host=";
        var (code, output) = await SampleProcess.FailAsync(folder.Path, ("AtInvites__Store", "postgres"));
        Assert.NotEqual(0, code);
        Assert.Contains(missing, output);

        (code, output) = await SampleProcess.FailPdsAsync(folder.Path, "Development", ("AtInvites__Store", "postgres"));
        Assert.NotEqual(0, code);
        Assert.Contains(missing, output);
    }

    private static (string, string)[] On(PostgresSchema schema) =>
        [("AtInvites__Store", "postgres"), ("ConnectionStrings__AtInvites", schema.ConnectionString)];

    private static Task<HostAnswer> RedeemAsync(SampleProcess host, string caller, string token) =>
        host.CallAsync("invite.redeem", caller, $$"""{"token":"{{token}}"}""");

    private static async Task<(int Code, string Status)> AskAsync(SampleProcess host, string tag)
    {
        using var response = await host.Client.GetAsync($"/health/{tag}", Token);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    private static async Task<(int Status, string? Error)> SignUpAsync(SampleProcess pds, string name, string code)
    {
        using var response = await pds.Client.PostAsJsonAsync(
            "/xrpc/com.atproto.server.createAccount",
            new { email = $"{name}@example.com", handle = $"{name}.test", password = "secret", inviteCode = code }, Token);
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token));
        return ((int)response.StatusCode, body.TryGetProperty("error", out var error) ? error.GetString() : null);
    }
}
