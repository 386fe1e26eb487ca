using System.Net;
using AtInvites.Authentication;
using AtInvites.Hosting;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using AtInvites.Tests.Http;
using AtInvites.Tokens;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace AtInvites.Tests.Authentication;

/// <summary>Hosts over one file that know each other's used service-auth tokens.</summary>
public sealed class ReplayAcrossHostsTests
{
    private const string Used = "NonceNotUnique";
    private const string Other = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";

    private static readonly AccountKey Key = new(SigningCurve.P256);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_used_at_one_host_is_refused_at_the_other()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        await using var here = await world.HostAsync(folder);
        await using var there = await world.HostAsync(folder);
        var (token, other) = (world.Token(), world.Token());

        await PassAsync(here, token);
        await RefuseAsync(there, token, Used);
        await RefuseAsync(here, token, Used);
        await PassAsync(there, other);
        await RefuseAsync(here, other, Used);
    }

    [Fact]
    public async Task Nobody_uses_up_the_ids_of_another_issuer_at_another_host()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        await using var here = await world.HostAsync(folder);
        await using var there = await world.HostAsync(folder);

        await PassAsync(here, world.Token(Other, "\"x\""));
        await PassAsync(there, world.Token(AuthWorld.Account, "\"x\""));
        await RefuseAsync(here, world.Token(AuthWorld.Account, "\"x\""), Used);
    }

    [Fact]
    public async Task Of_64_uses_at_once_at_two_hosts_exactly_one_passes()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        await using var here = await world.HostAsync(folder);
        await using var there = await world.HostAsync(folder);
        for (var round = 0; round < 4; round++)
        {
            var token = world.Token();
            var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(i => CallAsync(i % 2 == 0 ? here : there, token)));
            Assert.Single(answers, answer => answer.Status == 400);
            Assert.Equal(63, answers.Count(answer => answer.Error == Used));
        }
    }

    [Fact]
    public async Task A_used_token_is_refused_after_all_hosts_were_started_anew()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        var token = world.Token();
        await using (var former = await world.HostAsync(folder)) await PassAsync(former, token);
        await using var host = await world.HostAsync(folder);
        await RefuseAsync(host, token, Used);
    }

    [Fact]
    public async Task Hosts_that_do_not_share_each_take_it_once()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        await using var here = await world.HostAsync(folder, isSharing: false);
        await using var there = await world.HostAsync(folder, isSharing: false);
        var token = world.Token();
        foreach (var host in new[] { here, there })
        {
            await PassAsync(host, token);
            await RefuseAsync(host, token, Used);
        }

        Assert.Equal(0, Rows(folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_while_it_is_asked_is_503_and_the_retry_is_what_the_store_says(bool afterwards)
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        FailingReplays? replays = null;
        await using var host = await world.HostAsync(
            folder, around: stores => stores with { Replays = replays = new(stores.Replays) });
        var token = world.Token();
        replays!.FailNext(afterwards);

        var answer = await CallAsync(host, token);
        Assert.Equal((503, "1"), (answer.Status, answer.Headers["Retry-After"]));
        Assert.Equal("ServiceUnavailable", answer.Error);
        Assert.DoesNotContain(token, host.Logs.Text);

        if (afterwards) await RefuseAsync(host, token, Used);
        else await PassAsync(host, token);
        await RefuseAsync(host, token, Used);
    }

    [Fact]
    public async Task What_a_host_used_itself_it_refuses_without_a_call_of_the_store()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        FailingReplays? replays = null;
        await using var host = await world.HostAsync(
            folder, around: stores => stores with { Replays = replays = new(stores.Replays) });
        var token = world.Token();
        await PassAsync(host, token);
        for (var i = 0; i < 5; i++) await RefuseAsync(host, token, Used);
        Assert.Equal(1, replays!.Calls);
    }

    [Fact]
    public async Task One_issuer_takes_up_no_more_of_the_store_than_its_share_and_gets_back_what_failed()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        FailingReplays? replays = null;
        await using var host = await world.HostAsync(
            folder, around: stores => stores with { Replays = replays = new(stores.Replays) }, share: 3);
        for (var i = 0; i < 5; i++)
        {
            replays!.FailNext(afterwards: false);
            Assert.Equal(503, (await CallAsync(host, world.Token())).Status);
        }

        for (var i = 0; i < 3; i++) await PassAsync(host, world.Token());
        for (var i = 0; i < 3; i++) await RefuseAsync(host, world.Token(), "ReplayCacheFull");
        Assert.Equal(3, Rows(folder));
    }

    [Fact]
    public async Task Who_hangs_up_while_the_store_is_asked_has_used_the_token_and_part_of_the_share()
    {
        FailingReplays? replays = null;
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Around = stores => stores with { Replays = replays = new(stores.Replays) },
            Builder = builder => builder.AddServiceAuth(auth => auth.ReplayCacheShare = 1).ShareAcrossHosts(),
        });
        var cache = host.Services.GetRequiredService<IReplayCache>();
        var until = host.Services.GetRequiredService<TimeProvider>().GetUtcNow() + TimeSpan.FromMinutes(1);
        using var call = new CancellationTokenSource();
        replays!.Before = call.Cancel;

        Assert.Equal(ReplayOutcome.FirstUse, await cache.UseAsync(AuthWorld.Account, "1", until, call.Token));
        Assert.Equal(ReplayOutcome.Used, await cache.UseAsync(AuthWorld.Account, "1", until, Ct));
        Assert.Equal(ReplayOutcome.Full, await cache.UseAsync(AuthWorld.Account, "2", until, Ct));
        Assert.Equal(1, replays.Calls);
    }

    [Fact]
    public async Task A_sweep_goes_on_until_nothing_is_left_that_has_ended()
    {
        const int many = 2_001;
        var clock = new ManualClock(start: 1_800_000_000_000);
        await using var host = await HttpHost.StartAsync(
            StoreKind.Memory, new() { Clock = clock, Builder = builder => builder.ShareAcrossHosts() });
        var (now, window) = (clock.GetUtcNow(), TimeSpan.FromSeconds(1));
        for (var n = 0; n < many; n++)
        {
            TokenHash token = new(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(n)));
            Assert.True(await host.Stores.Replays.TryUseAsync(token, now + window, Ct));
            await host.Stores.Budgets.ChargeAsync([token], now, window, Ct);
        }

        // The host's own loop sweeps by the host's clock, which stands.
        var later = new ManualClock(start: 1_800_000_000_000);
        later.Advance(TimeSpan.FromMinutes(11));
        using var loop = new SharingLoop(host.Services, later, NullLogger<SharingLoop>.Instance);
        await loop.SweepAsync(Ct);

        Assert.Equal(0, await host.Stores.Replays.SweepAsync(DateTimeOffset.MaxValue, many, Ct));
        Assert.Equal(0, await host.Stores.Budgets.SweepAsync(DateTimeOffset.MaxValue, many, Ct));
    }

    [Fact]
    public async Task What_has_expired_is_deleted_by_itself_once_no_host_can_take_it_any_more()
    {
        using var folder = new TemporaryFolder();
        await using var world = await World.StartAsync();
        await using var host = await world.HostAsync(folder);
        for (var i = 0; i < 3; i++) await PassAsync(host, world.Token());
        await host.Stores.Budgets.ChargeAsync(
            [new(new byte[32])], world.Clock.GetUtcNow(), TimeSpan.FromSeconds(90), Ct);
        var loop = host.Services.GetServices<IHostedService>().OfType<SharingLoop>().Single();

        // A minute and half of one until a token ends, and ten for clocks that disagree.
        world.Clock.Advance(TimeSpan.FromSeconds(90) + TimeSpan.FromMinutes(10));
        await loop.SweepAsync(Ct);
        Assert.Equal((3, 4), (Rows(folder), Rows(folder, "atinvites_budgets")));
        while (Rows(folder) + Rows(folder, "atinvites_budgets") > 0)
        {
            Ct.ThrowIfCancellationRequested();
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_order_of_calls_of_the_builder_does_not_matter(bool isSharedFirst)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = builder =>
            {
                if (isSharedFirst) builder.ShareAcrossHosts();
                builder.AddServiceAuth();
                builder.ShareAcrossHosts().ShareAcrossHosts();
            },
        });
        Assert.IsType<StoredReplayCache>(host.Services.GetRequiredService<IReplayCache>());
        Assert.Single(host.Services.GetServices<IHostedService>().OfType<SharingLoop>());
    }

    [Fact]
    public async Task A_replay_cache_of_the_hosts_own_stays()
    {
        var own = new OwnCache();
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Builder = builder =>
            {
                builder.Services.AddSingleton<IReplayCache>(own);
                builder.AddServiceAuth().ShareAcrossHosts();
            },
        });
        Assert.Same(own, host.Services.GetRequiredService<IReplayCache>());
    }

    private static async Task PassAsync(HttpHost host, string token) =>
        (await CallAsync(host, token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");

    private static async Task RefuseAsync(HttpHost host, string token, string error) =>
        (await CallAsync(host, token)).ShouldBe(HttpStatusCode.Unauthorized, error);

    /// <summary>A call whose caller passes is a wrong guess.</summary>
    private static async Task<HostAnswer> CallAsync(HttpHost host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xrpc/" + TokenDraft.Method);
        request.Content = new StringContent("{\"token\":\"x\"}", System.Text.Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", token);
        return await host.SendAsync(request, caller: null);
    }

    private static int Rows(TemporaryFolder folder, string table = "atinvites_replays")
    {
        using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The table is one of two constants.
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
#pragma warning restore CA2100
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class OwnCache : IReplayCache
    {
        public ValueTask<ReplayOutcome> UseAsync(
            string issuer, string tokenId, DateTimeOffset until, CancellationToken cancellationToken) =>
            new(ReplayOutcome.FirstUse);
    }

    /// <summary>A directory of DIDs, a clock, and hosts that know both.</summary>
    private sealed class World(DirectoryServer directory) : IAsyncDisposable
    {
        public ManualClock Clock { get; } = new(start: 1_800_000_000_000);

        public static async Task<World> StartAsync()
        {
            var directory = await DirectoryServer.StartAsync();
            directory.Publish(AuthWorld.Account, Key);
            directory.Publish(Other, Key);
            return new(directory);
        }

        public string Token() => Draft().Sign();

        public string Token(string issuer, string id) => (Draft() with { Issuer = issuer }).With("jti", id).Sign();

        private TokenDraft Draft() => new(Key, Clock.GetUtcNow().ToUnixTimeSeconds());

        public Task<HttpHost> HostAsync(
            TemporaryFolder folder, bool isSharing = true, Func<StoreSet, StoreSet>? around = null, int share = 1_000) =>
            HttpHost.StartAsync(StoreKind.Sqlite, new()
            {
                Folder = folder,
                Clock = Clock,
                Around = around,
                Builder = builder =>
                {
                    builder.AddServiceAuth(
                        auth => auth.ReplayCacheShare = share,
                        identity => (identity.PlcDirectory, identity.AllowLocalhost) = (directory.Address, true));
                    if (isSharing) builder.ShareAcrossHosts();
                },
            });

        public ValueTask DisposeAsync() => directory.DisposeAsync();
    }
}
