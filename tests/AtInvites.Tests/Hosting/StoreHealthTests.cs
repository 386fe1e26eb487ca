using AtInvites.Hosting;
using AtInvites.Stores;
using AtInvites.Tests.Records.Jetstream;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AtInvites.Tests.Hosting;

public sealed class StoreHealthTests
{
    private const string Check = "atinvites-store";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task A_host_with_its_store_is_live_and_ready(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind, HealthHost.With(new()));

        Assert.Equal((200, "Healthy"), await AskAsync(host));
        var records = await HealthHost.AskAsync(host.Client, "ready", "atinvites-records");
        var loops = await HealthHost.AskAsync(host.Client, "live", "atinvites-loops");
        Assert.Equal(("Healthy", "Healthy"), (records.Status, loops.Status));
    }

    [Fact]
    public async Task A_file_whose_folder_is_gone_is_not_ready_but_live_and_ready_again_when_it_is_back()
    {
        if (OperatingSystem.IsWindows()) return; // There an open file cannot be moved.
        using var folder = new TemporaryFolder();
        await using var host = await HttpHost.StartAsync(StoreKind.Sqlite, HealthHost.With(new() { Folder = folder }));
        Assert.Equal((200, "Healthy"), await AskAsync(host));
        var aside = folder.Path + ".aside";
        Directory.Move(folder.Path, aside);
        try
        {
            foreach (var fault in (string[])["FileNotFoundException", "SqliteException"])
            {
                var (code, status, text) = await HealthHost.AskAsync(host.Client, "ready", Check);
                Assert.Equal((503, "Unhealthy"), (code, status));
                Assert.Contains($"\"fault\":\"{fault}\"", text);
                Assert.DoesNotContain(folder.Path, text);
            }

            Assert.Single(host.Logs.With(6020));
            Assert.Equal(200, (await HealthHost.AskAsync(host.Client, "live", "atinvites-loops")).Code);
            Assert.False(Directory.Exists(folder.Path));
        }
        finally
        {
            Directory.Move(aside, folder.Path);
        }

        Assert.Equal((200, "Healthy"), await AskAsync(host));
    }

    [Fact]
    public async Task A_schema_that_is_behind_is_unhealthy_and_one_that_is_ahead_degraded()
    {
        using var folder = new TemporaryFolder();
        await using var host = await HttpHost.StartAsync(StoreKind.Sqlite, HealthHost.With(new() { Folder = folder }));
        var known = (await host.Stores.Schema.CheckAsync(Token)).Known;

        Execute(folder, $"DELETE FROM atinvites_schema WHERE version = {known}");
        Assert.Equal((503, "Unhealthy"), await AskAsync(host));
        var (_, _, behind) = await HealthHost.AskAsync(host.Client, "ready", Check);
        Assert.Contains($"has schema {known - 1} and this version of the library needs {known}", behind);

        Execute(folder, "DROP TABLE atinvites_schema");
        Assert.Equal((503, "Unhealthy"), await AskAsync(host));

        Execute(folder, "CREATE TABLE atinvites_schema (version INTEGER PRIMARY KEY)");
        Execute(folder, $"INSERT INTO atinvites_schema VALUES ({known + 1})");
        Assert.Equal((200, "Degraded"), await AskAsync(host));
        Assert.Contains("upgrade this host", (await HealthHost.AskAsync(host.Client, "ready", Check)).Text);
        Assert.Empty(host.Logs.With(6020));
    }

    [Fact]
    public async Task A_store_that_fails_is_unhealthy_logs_it_once_and_shows_no_message_of_the_fault()
    {
        HangingSchema? schema = null;
        await using var host = await StartAsync(stores => stores with { Schema = schema = new(stores.Schema) });
        schema!.Answer = () => throw new IOException("canary of db.internal");
        for (var poll = 0; poll < 5; poll++)
        {
            var (code, status, text) = await HealthHost.AskAsync(host.Client, "ready", Check);
            Assert.Equal((503, "Unhealthy"), (code, status));
            Assert.Contains("\"fault\":\"IOException\"", text);
            Assert.DoesNotContain("canary", text);
        }

        Assert.Contains("canary", Assert.Single(host.Logs.With(6020)).Text);
        Assert.Single(host.Logs.Entries, entry => entry.Text.Contains("canary", StringComparison.Ordinal));
        Assert.Equal(200, (await HealthHost.AskAsync(host.Client, "live", "atinvites-loops")).Code);

        schema.Answer = () => Task.FromResult<SchemaState?>(null);
        Assert.Equal((200, "Healthy"), await AskAsync(host));
        Assert.Single(host.Logs.With(6021));
    }

    [Fact]
    public async Task A_store_that_hangs_is_unhealthy_after_the_timeout_and_is_asked_once_however_many_polls_wait()
    {
        HangingSchema? schema = null;
        var clock = new ManualClock();
        await using var host = await StartAsync(
            stores => stores with { Schema = schema = new(stores.Schema) }, clock,
            options => options.Health.StoreTimeout = TimeSpan.FromSeconds(3));
        var held = new TaskCompletionSource<SchemaState?>();
        schema!.Answer = () => held.Task;
        var idle = clock.Waiting;

        var polls = Enumerable.Range(0, 4).Select(_ => HealthHost.AskAsync(host.Client, "ready", Check)).ToList();
        // One timer for each poll that waits, and one for the question.
        await Polling.Until(() => clock.Waiting == idle + 5);
        Assert.DoesNotContain(polls, poll => poll.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(3));

        foreach (var (code, _, text) in await Task.WhenAll(polls))
        {
            Assert.Equal(503, code);
            Assert.Contains("did not answer within 3 seconds", text);
        }

        Assert.Equal(1, schema.Asked);
        held.SetResult(null);
        await Polling.Until(async () => (await AskAsync(host)).Code == 200);
    }

    [Fact]
    public async Task A_question_that_can_be_cancelled_is_so_at_the_timeout_and_the_next_poll_asks_anew()
    {
        HangingSchema? schema = null;
        var clock = new ManualClock();
        await using var host = await StartAsync(
            stores => stores with { Schema = schema = new(stores.Schema) { HeedsCancellation = true } }, clock,
            options => options.Health.StoreTimeout = TimeSpan.FromSeconds(3));
        var never = new TaskCompletionSource<SchemaState?>();
        schema!.Answer = () => never.Task;
        var idle = clock.Waiting;

        var poll = HealthHost.AskAsync(host.Client, "ready", Check);
        await Polling.Until(() => clock.Waiting == idle + 2);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(503, (await poll).Code);

        schema.Answer = () => Task.FromResult<SchemaState?>(null);
        await Polling.Until(async () => (await AskAsync(host)).Code == 200);
    }

    [Fact]
    public async Task Checks_without_the_library_say_which_call_is_missing()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddHealthChecks().AddAtInvites();
        await using var app = builder.Build();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token));

        Assert.Contains("call builder.Services.AddAtInvites()", fault.Message);
    }

    private static Task<HttpHost> StartAsync(
        Func<StoreSet, StoreSet> around, ManualClock? clock = null, Action<AtInvitesOptions>? options = null) =>
        HttpHost.StartAsync(
            StoreKind.Memory, HealthHost.With(new() { Clock = clock ?? new(), Around = around, Options = options }));

    private static async Task<(int Code, string Status)> AskAsync(HttpHost host)
    {
        var (code, status, _) = await HealthHost.AskAsync(host.Client, "ready", Check);
        return (code, status);
    }

    private static void Execute(TemporaryFolder folder, string script)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = script;
        command.ExecuteNonQuery();
    }
}
