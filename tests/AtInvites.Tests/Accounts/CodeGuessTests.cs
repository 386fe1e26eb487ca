using System.Net;
using AtInvites.Hosting;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Accounts;

public sealed class CodeGuessTests
{
    [Fact]
    public async Task Who_guesses_too_often_waits_for_the_window_to_end_also_with_a_right_code()
    {
        await using var host = await StartAsync(options => (options.Guesses.PerAddress, options.Guesses.Window) = (3, Window));
        var code = await host.MintAsync(9);
        await GuessAsync(host, 3);

        foreach (var next in new[] { "guess", code })
        {
            var refused = (await host.SignUpAsync(next)).ShouldBe(HttpStatusCode.TooManyRequests, "RateLimitExceeded");
            Assert.Equal(("3", "0", "3;w=60", "60"), (refused.Headers["RateLimit-Limit"], refused.Headers["RateLimit-Remaining"],
                refused.Headers["RateLimit-Policy"], refused.Headers["Retry-After"]));
        }

        host.Clock.Advance(Window);
        (await host.SignUpAsync(code)).ShouldBeOk();
    }

    [Fact]
    public async Task Right_codes_and_missing_ones_are_no_guesses()
    {
        await using var host = await StartAsync(options => options.Guesses.PerAddress = 1);
        var code = await host.MintAsync(9);

        for (var i = 0; i < 4; i++)
        {
            (await host.SignUpAsync(code, $"did:plc:user{i}")).ShouldBeOk();
            (await host.SignUpAsync(i % 2 == 0 ? null : "")).ShouldBe(HttpStatusCode.BadRequest, "InvalidInviteCode");
        }
    }

    [Fact]
    public async Task A_right_code_works_while_the_budget_of_all_is_spent()
    {
        await using var host = await StartAsync(options => options.Guesses.Global = 2);
        var code = await host.MintAsync(9);
        await GuessAsync(host, 2);

        (await host.SignUpAsync("guess")).ShouldBe(HttpStatusCode.TooManyRequests, "RateLimitExceeded");
        (await host.SignUpAsync(code)).ShouldBeOk();
    }

    private static async Task GuessAsync(AccountHost host, int times)
    {
        for (var i = 0; i < times; i++)
            (await host.SignUpAsync($"guess-{i}")).ShouldBe(HttpStatusCode.BadRequest, "InvalidInviteCode");
    }

    private static TimeSpan Window => TimeSpan.FromMinutes(1);

    private static Task<AccountHost> StartAsync(Action<AtInvitesOptions> options) =>
        SignUpHost.StartAsync(StoreKind.Memory, SignUpHost.MakeAccount, new() { Options = options });
}
