using System.Net;
using AtInvites.Tests.Hosting;
using AtInvites.Xrpc;
using static AtInvites.Tests.Http.GuessHost;

namespace AtInvites.Tests.Http;

/// <summary>Two hosts over one file that count wrong guesses together.</summary>
public sealed class GuessesAcrossHostsTests
{
    private static readonly Action<GuessOptions> Three = guesses => guesses.PerAccount = 3;

    [Fact]
    public async Task A_budget_spent_at_one_host_is_refused_at_the_other_from_its_first_wrong_guess_on()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();
        await using var here = await StartAsync(folder, clock, Three);
        await using var there = await StartAsync(folder, clock, Three);
        var invite = await here.MintAsync(await here.CreateSpaceAsync());
        for (var i = 0; i < 3; i++) await here.MissAsync(HttpHost.Bob);
        clock.Advance(TimeSpan.FromSeconds(99.5));

        (await here.GuessAsync(HttpHost.Bob, invite.Token)).ShouldBeLimited(3);
        foreach (var token in new[] { Wrong, invite.Token })
        {
            var answer = (await there.GuessAsync(HttpHost.Bob, token)).ShouldBeLimited(3);
            Assert.Equal(("201", "0"), (answer.Headers["Retry-After"], answer.Headers["RateLimit-Remaining"]));
        }
        (await there.GuessAsync(HttpHost.Carol, invite.Token)).ShouldBeOk();

        clock.Advance(TimeSpan.FromSeconds(200.5));
        (await there.GuessAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        await there.MissAsync(HttpHost.Bob);
        for (var i = 0; i < 2; i++) await here.MissAsync(HttpHost.Bob);
        (await there.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(3);
    }

    [Fact]
    public async Task Of_many_wrong_guesses_at_once_at_two_hosts_exactly_the_budget_is_answered_as_such()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();
        await using var here = await StartAsync(folder, clock, guesses => guesses.PerAddress = 25);
        await using var there = await StartAsync(folder, clock, guesses => guesses.PerAddress = 25);

        var answers = await Task.WhenAll(Enumerable.Range(0, 80).Select(i =>
            (i % 2 == 0 ? here : there).GuessAsync($"did:plc:guest{i}", Wrong)));

        Assert.Equal(25, answers.Count(answer => answer.Status == 400));
        Assert.Equal(55, answers.Count(answer => answer.Status == 429));
    }

    [Fact]
    public async Task The_budget_of_all_is_of_all_hosts_and_right_tokens_go_on_working()
    {
        using var folder = new TemporaryFolder();
        var clock = new ManualClock();
        await using var here = await StartAsync(folder, clock, guesses => guesses.Global = 4);
        await using var there = await StartAsync(folder, clock, guesses => guesses.Global = 4);
        var invite = await here.MintAsync(await here.CreateSpaceAsync());
        for (var i = 0; i < 4; i++) await (i % 2 == 0 ? here : there).MissAsync($"did:plc:guest{i}");

        (await there.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(4);
        (await here.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(4);
        (await there.GuessAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
    }

    [Theory, OnBothStores]
    public async Task Right_tokens_and_guesses_over_a_known_budget_cost_no_call_of_the_store(StoreKind kind)
    {
        FailingBudgets? budgets = null;
        await using var host = await HttpHost.StartAsync(kind, new()
        {
            Around = stores => stores with { Budgets = budgets = new(stores.Budgets) },
            Builder = builder => builder.ShareAcrossHosts(),
            Options = options => Three(options.Guesses),
        });
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        (await host.GuessAsync(HttpHost.Carol, invite.Token)).ShouldBeOk();
        Assert.Equal(0, budgets!.Calls);

        for (var i = 0; i < 3; i++) await host.MissAsync(HttpHost.Bob);
        for (var i = 0; i < 5; i++) (await host.GuessAsync(HttpHost.Bob, i < 3 ? Wrong : invite.Token)).ShouldBeLimited(3);
        Assert.Equal(3, budgets.Calls);
    }

    [Fact]
    public async Task While_the_store_does_not_count_a_wrong_guess_is_refused_as_usual_and_counted_by_the_process()
    {
        FailingBudgets? budgets = null;
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Around = stores => stores with { Budgets = budgets = new(stores.Budgets) },
            Builder = builder => builder.ShareAcrossHosts(),
            Options = options => Three(options.Guesses),
        });
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        await host.MissAsync(HttpHost.Bob);
        budgets!.IsDown = true;

        for (var i = 0; i < 2; i++) await host.MissAsync(HttpHost.Bob);
        (await host.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(3);
        (await host.GuessAsync(HttpHost.Carol, invite.Token)).ShouldBeOk();

        Assert.Equal(2, host.Logs.With(6006).Count());
        Assert.DoesNotContain(HttpHost.Bob, string.Concat(host.Logs.With(6006).Select(entry => entry.Text)));
    }

    [Fact]
    public async Task While_the_store_does_not_count_the_process_keeps_the_budget_of_all_too()
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Around = stores => stores with { Budgets = new FailingBudgets(stores.Budgets) { IsDown = true } },
            Builder = builder => builder.ShareAcrossHosts(),
            Options = options => options.Guesses.Global = 4,
        });
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        for (var i = 0; i < 4; i++) await host.MissAsync($"did:plc:guest{i}");

        (await host.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(4);
        (await host.GuessAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
    }

    [Fact]
    public async Task Hosts_that_do_not_share_count_alone()
    {
        using var folder = new TemporaryFolder();
        await using var here = await HttpHost.StartAsync(StoreKind.Sqlite, Settings(folder, new(), Three, isSharing: false));
        await using var there = await HttpHost.StartAsync(StoreKind.Sqlite, Settings(folder, new(), Three, isSharing: false));
        foreach (var host in new[] { here, there })
        {
            for (var i = 0; i < 3; i++) await host.MissAsync(HttpHost.Bob);
            (await host.GuessAsync(HttpHost.Bob, Wrong)).ShouldBe(HttpStatusCode.TooManyRequests, "RateLimitExceeded");
        }
    }

    private static Task<HttpHost> StartAsync(TemporaryFolder folder, ManualClock clock, Action<GuessOptions> change) =>
        HttpHost.StartAsync(StoreKind.Sqlite, Settings(folder, clock, change, isSharing: true));

    private static HostSettings Settings(
        TemporaryFolder folder, ManualClock clock, Action<GuessOptions> change, bool isSharing) => new()
    {
        Folder = folder,
        Clock = clock,
        Options = options => change(options.Guesses),
        Builder = builder =>
        {
            if (isSharing) builder.ShareAcrossHosts();
        },
    };
}
