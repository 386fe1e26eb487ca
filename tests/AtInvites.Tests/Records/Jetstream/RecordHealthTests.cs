using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Records.Jetstream;

public sealed class RecordHealthTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(31);

    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;

    public RecordHealthTests() => _story = new(_clock);

    [Fact]
    public async Task A_connected_stream_that_is_quiet_for_hours_is_not_behind()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await StartAsync(invites => invites.AddJetstream(server.Url));
        var session = await server.NextAsync();
        await session.SendAsync(_story.Invited(1));
        await UntilAsync(host, 1);

        _clock.Advance(TimeSpan.FromHours(2));

        var (status, text) = await AskAsync(host);
        Assert.Equal("Healthy", status);
        Assert.Contains($"\"jetstream:{server.Url.Authority} lagSeconds\":\"0\"", text);
        Assert.Contains("connected\":\"True\"", text);
    }

    [Fact]
    public async Task A_stream_that_replays_what_is_old_is_behind_until_it_has_caught_up()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await StartAsync(invites => invites.AddJetstream(server.Url));
        var session = await server.NextAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        await session.SendAsync(_story.Invited(1));
        await UntilAsync(host, 1);
        await Polling.Until(async () => (await AskAsync(host)).Status == "Degraded");
        Assert.Contains(" s behind", (await AskAsync(host)).Text);
        Assert.DoesNotContain("not connected", (await AskAsync(host)).Text);

        _clock.Advance(Quiet);

        Assert.Equal("Healthy", (await AskAsync(host)).Status);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_behind_after_the_bound_and_not_before()
    {
        await using var server = await JetstreamServer.StartAsync();
        server.IsBusy = true;
        await using var host = await StartAsync(
            invites => invites.AddJetstream(server.Url), options => options.Health.MaxLag = TimeSpan.FromMinutes(3));
        await Polling.Until(() => host.Logs.With(7021).Any());

        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.Equal("Healthy", (await AskAsync(host)).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));

        var (status, text) = await AskAsync(host);
        Assert.Equal("Degraded", status);
        Assert.Contains($"jetstream:{server.Url.Authority} is 181 s behind and not connected", text);
    }

    [Fact]
    public async Task A_store_that_keeps_a_batch_waiting_puts_a_quiet_stream_behind()
    {
        var records = new CountingRecords();
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await StartAsync(
            invites => invites.AddJetstream(server.Url),
            around: stores => stores with { Records = records.Around(stores.Records) });
        var session = await server.NextAsync();
        var (asked, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        records.Before = _ =>
        {
            asked.TrySetResult();
            return held.Task;
        };
        await session.SendAsync(_story.Invited(1));
        await asked.Task.WaitAsync(Polling.Limit, TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal("Degraded", (await AskAsync(host)).Status);

        held.SetResult();
        await UntilAsync(host, 1);
        await Polling.Until(async () =>
        {
            _clock.Advance(Quiet);
            return (await AskAsync(host)).Status == "Healthy";
        });
    }

    [Fact]
    public async Task A_hosts_own_source_is_behind_by_what_it_told_and_up_to_date_while_it_waits()
    {
        await using var host = await StartAsync(invites => invites.AddRecordEvents<HostEvents>());
        var source = host.Services.GetServices<IRecordEventSource>().OfType<HostEvents>().Single();
        await source.StartedAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("Healthy", (await AskAsync(host)).Status);

        source.Tell(new([], 1) { Reached = _clock.GetUtcNow() - TimeSpan.FromMinutes(20) });
        await Polling.Until(async () => (await AskAsync(host)).Text.Contains("host is 1200 s behind", StringComparison.Ordinal));

        source.Tell(new([], 2) { Reached = _clock.GetUtcNow() });
        await Polling.Until(async () => (await AskAsync(host)).Status == "Healthy");
        source.End();
        await Polling.Until(() => host.Logs.With(7011).Any());
    }

    [Fact]
    public async Task A_source_that_fails_from_its_start_is_behind_since_then()
    {
        await using var host = await StartAsync(invites => invites.AddRecordEvents<Hopeless>());
        await Polling.Until(() => host.Logs.With(7010).Any());
        Assert.Equal("Healthy", (await AskAsync(host)).Status);

        _clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));

        await Polling.Until(async () => (await AskAsync(host)).Text.Contains("not connected", StringComparison.Ordinal));
    }

    private Task<HttpHost> StartAsync(
        Action<AtInvitesBuilder> build, Action<AtInvitesOptions>? options = null, Func<StoreSet, StoreSet>? around = null) =>
        HttpHost.StartAsync(StoreKind.Memory, HealthHost.With(new()
        {
            Clock = _clock, Builder = build, Options = options, Around = around,
        }));

    private static async Task<(string Status, string Text)> AskAsync(HttpHost host)
    {
        var (code, status, text) = await HealthHost.AskAsync(host.Client, "ready", "atinvites-records");
        // Late events are no reason to send nobody here.
        Assert.Equal(200, code);
        return (status, text);
    }

    private async Task UntilAsync(HttpHost host, int number) => await Polling.Until(async () =>
        (await host.Stores.Handshakes.FindAsync(JetstreamStory.Invite(number), TestContext.Current.CancellationToken))
            ?.StateAt(_clock.GetUtcNow()) == HandshakeState.Pending);

    private sealed class Hopeless : IRecordEventSource
    {
        public string Name => "hopeless";

        public IAsyncEnumerable<RecordEventBatch> ReadAsync(long? cursor, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("no firehose");
    }
}
