using System.Globalization;
using System.Net;
using AtInvites.Tests.Hosting;
using AtInvites.Xrpc;
using static AtInvites.Tests.Http.GuessHost;

namespace AtInvites.Tests.Http;

public sealed class GuessBudgetTests
{
    private const string Here = "203.0.113.1";
    private const string There = "203.0.113.2";

    [Theory, OnBothStores]
    public async Task The_1001st_wrong_guess_of_an_address_is_429_with_the_state_of_its_budget(StoreKind kind)
    {
        await using var host = await StartAsync(kind: kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        for (var i = 0; i < 1_000; i++) await host.MissAsync($"did:plc:guest{i}", Here);
        var start = host.Clock.Milliseconds;
        var state = await host.StateAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(99.5));

        foreach (var token in new[] { Wrong, invite.Token })
        {
            var answer = (await host.GuessAsync(HttpHost.Bob, token, Here)).ShouldBeLimited(1_000);

            Assert.Equal("Rate Limit Exceeded", answer.Message);
            Assert.Equal("0", answer.Headers["RateLimit-Remaining"]);
            Assert.Equal(
                ((start + 300_000 + 999) / 1000).ToString(CultureInfo.InvariantCulture), answer.Headers["RateLimit-Reset"]);
            Assert.Equal("1000;w=300", answer.Headers["RateLimit-Policy"]);
            Assert.Equal("201", answer.Headers["Retry-After"]);
            Assert.Equal("no-store", answer.Headers["Cache-Control"]);
        }
        Assert.Equal(state, await host.StateAsync());
        (await host.GuessAsync(HttpHost.Bob, invite.Token, There)).ShouldBeOk();
    }

    [Fact]
    public async Task When_the_window_has_passed_guesses_are_answered_again()
    {
        await using var host = await StartAsync(guesses =>
            (guesses.PerAddress, guesses.Window) = (2, TimeSpan.FromSeconds(10)));
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        await host.MissAsync(HttpHost.Bob);
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await host.MissAsync(HttpHost.Bob);

        host.Clock.Advance(TimeSpan.FromSeconds(4) - TimeSpan.FromTicks(1));
        Assert.Equal("1", (await host.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(2).Headers["Retry-After"]);
        host.Clock.Advance(TimeSpan.FromTicks(1));
        (await host.GuessAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        host.Clock.Advance(TimeSpan.FromSeconds(9));
        await host.MissAsync(HttpHost.Bob);
        await host.MissAsync(HttpHost.Bob);
        Assert.Equal("10", (await host.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(2).Headers["Retry-After"]);
    }

    [Fact]
    public async Task An_account_has_a_budget_of_its_own_from_whatever_address()
    {
        await using var host = await StartAsync(guesses => guesses.PerAccount = 3);
        for (var i = 0; i < 3; i++) await host.MissAsync(HttpHost.Bob, $"203.0.113.{i}");

        (await host.GuessAsync(HttpHost.Bob, Wrong, "198.51.100.1")).ShouldBeLimited(3);
        await host.MissAsync(HttpHost.Carol, "203.0.113.0");
    }

    [Fact]
    public async Task While_the_budget_of_all_is_spent_right_tokens_work_and_wrong_ones_are_429()
    {
        await using var host = await StartAsync(guesses => (guesses.Global, guesses.PerAddress) = (5, 3));
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        for (var i = 0; i < 5; i++) await host.MissAsync(HttpHost.Carol, $"203.0.113.{i}");

        var answer = (await host.GuessAsync(HttpHost.Bob, Wrong, "198.51.100.1")).ShouldBeLimited(5);
        Assert.Equal("5;w=300", answer.Headers["RateLimit-Policy"]);
        (await host.GuessAsync(HttpHost.Bob, invite.Token, "198.51.100.1")).ShouldBeOk();
        (await host.GuessAsync(HttpHost.Bob, invite.Token, "203.0.113.1")).ShouldBeOk();

        for (var i = 0; i < 2; i++) (await host.GuessAsync(HttpHost.Bob, Wrong, "198.51.100.1")).ShouldBeLimited(5);
        (await host.GuessAsync(HttpHost.Bob, invite.Token, "198.51.100.1")).ShouldBeLimited(3);
    }

    [Fact]
    public async Task Right_tokens_repeats_and_broken_requests_cost_nothing()
    {
        await using var host = await StartAsync(guesses => (guesses.PerAddress, guesses.PerAccount, guesses.Global) = (1, 1, 1));
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        for (var i = 0; i < 3; i++)
        {
            (await host.GuessAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
            (await host.PostAsync("invite.redeem", HttpHost.Bob, "{}")).ShouldBeInvalid();
            (await host.PostAsync("invite.redeem", null, "{}")).ShouldBe(HttpStatusCode.Unauthorized, "AuthMissing");
        }

        await host.MissAsync(HttpHost.Bob);
        (await host.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(1);
    }

    [Fact]
    public async Task Every_kind_of_unusable_token_is_a_wrong_guess()
    {
        await using var host = await StartAsync(guesses => guesses.PerAccount = 3);
        var space = await host.CreateSpaceAsync();
        var (revoked, used) = (await host.MintAsync(space), await host.MintAsync(space, ("maxUses", 1)));
        (await host.RevokeAsync(revoked)).ShouldBeOk();
        (await host.GuessAsync(HttpHost.Carol, used.Token)).ShouldBeOk();
        foreach (var token in new[] { revoked.Token, used.Token, "no token at all" })
            (await host.GuessAsync(HttpHost.Bob, token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");

        (await host.GuessAsync(HttpHost.Bob, Wrong)).ShouldBeLimited(3);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.1", "::ffff:203.0.113.1", true)]
    [InlineData("::ffff:203.0.113.1", "::ffff:203.0.113.2", false)]
    [InlineData("203.0.113.1", "203.0.113.2", false)]
    public async Task An_IPv6_address_counts_by_its_first_64_bits_and_a_mapped_one_as_IPv4(
        string first, string second, bool isOne)
    {
        await using var host = await StartAsync(guesses => guesses.PerAddress = 1);
        await host.MissAsync(HttpHost.Bob, first);

        if (isOne) (await host.GuessAsync(HttpHost.Carol, Wrong, second)).ShouldBeLimited(1);
        else await host.MissAsync(HttpHost.Carol, second);
    }

    [Fact]
    public async Task Without_a_proxy_of_the_hosts_a_forwarded_address_means_nothing()
    {
        await using var host = await StartAsync(guesses => guesses.PerAddress = 2, isBehindProxy: false);
        await host.MissAsync(HttpHost.Bob, Here);
        await host.MissAsync(HttpHost.Carol, There);

        (await host.GuessAsync(HttpHost.Alice, Wrong, "198.51.100.1")).ShouldBeLimited(2);
    }

    [Fact]
    public async Task Switched_off_it_refuses_nobody()
    {
        await using var host = await StartAsync(guesses =>
            (guesses.Enabled, guesses.PerAddress, guesses.PerAccount, guesses.Global) = (false, 1, 1, 1));

        for (var i = 0; i < 5; i++) await host.MissAsync(HttpHost.Bob);
    }

    [Fact]
    public async Task Of_many_wrong_guesses_at_once_exactly_the_budget_is_answered_as_such()
    {
        await using var host = await StartAsync(guesses => guesses.PerAddress = 40);

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => host.GuessAsync($"did:plc:guest{i}", Wrong)));

        Assert.Equal(40, answers.Count(answer => answer.Status == 400));
        Assert.Equal(80, answers.Count(answer => answer.Status == 429));
    }

    [Fact]
    public void The_librarys_own_figures_are_these()
    {
        var guesses = new GuessOptions();

        Assert.Equal((true, 1_000, 1_000, 10_000), (guesses.Enabled, guesses.PerAddress, guesses.PerAccount, guesses.Global));
        Assert.Equal(TimeSpan.FromMinutes(5), guesses.Window);
    }
}
