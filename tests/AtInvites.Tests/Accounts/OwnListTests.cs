using System.Net;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Accounts;

public sealed class OwnListTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, OnBothStores]
    public async Task Codes_come_newest_first_without_disabled_ones_and_without_used_up_ones_when_asked(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var codes = new List<string>();
        foreach (var uses in new[] { 1, 2, 1, 1 })
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            codes.Add(await host.MintAsync(uses, HttpHost.Alice));
        }

        await host.MintAsync();
        await host.MintAsync(1, HttpHost.Bob);
        await host.UseAsync(codes[0], HttpHost.Bob);
        await host.UseAsync(codes[1], HttpHost.Bob);
        (await host.AdminAsync("disableInviteCodes", $$"""{"codes":["{{codes[2]}}"]}""")).ShouldBeOk();

        foreach (var query in new[] { "", "?includeUsed=true", "?includeUsed=&createAvailable=", "?createAvailable=false" })
            Assert.Equal([codes[3], codes[1], codes[0]], AccountHost.Codes(await host.OwnAsync(HttpHost.Alice, query)));
        Assert.Equal([codes[3], codes[1]], AccountHost.Codes(await host.OwnAsync(HttpHost.Alice, "?includeUsed=false")));
    }

    [Theory]
    [InlineData("includeUsed=1"), InlineData("includeUsed=TRUE"), InlineData("createAvailable=no")]
    [InlineData("includeUsed=true&includeUsed=true")]
    public async Task A_parameter_that_is_no_boolean_is_refused(string query)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        (await host.OwnAsync(HttpHost.Alice, "?" + query)).ShouldBeInvalid(query.Split('=')[0]);
    }

    [Fact]
    public async Task Without_credentials_it_is_401_AuthMissing_and_for_no_account_403()
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        (await host.SendAsync("getAccountInviteCodes", null, basic: null)).ShouldBe(HttpStatusCode.Unauthorized, "AuthMissing");
        (await host.OwnAsync("did:plc:nobody")).ShouldBe(HttpStatusCode.Forbidden, "AccountNotFound");
    }

    [Theory, OnBothStores]
    public async Task A_taken_down_account_sees_no_codes_until_it_comes_back(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var code = await host.MintAsync(1, HttpHost.Alice);
        host.Accounts.TakeDown(HttpHost.Alice);

        var refused = (await host.OwnAsync(HttpHost.Alice)).ShouldBe(HttpStatusCode.Unauthorized, "AccountTakedown");
        Assert.Equal("Account has been taken down", refused.Message);

        host.Accounts.TakeDown(HttpHost.Alice, isTakenDown: false);
        Assert.Equal([code], AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
    }

    [Theory, OnBothStores]
    public async Task An_account_earns_a_code_for_each_interval_and_holds_five_open_ones_at_most(StoreKind kind)
    {
        await using var host = await StartEarningAsync(kind);
        Assert.Empty(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));

        host.Clock.Advance(Day * 2);
        var two = AccountHost.Items(await host.OwnAsync(HttpHost.Alice));
        Assert.Equal(2, two.Length);
        Assert.All(two, item => Assert.Equal((1, HttpHost.Alice, HttpHost.Alice), (item.GetProperty("available").GetInt32(),
            item.GetProperty("createdBy").GetString(), item.GetProperty("forAccount").GetString())));

        host.Clock.Advance(Day * 30);
        Assert.Equal(5, AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)).Length);
    }

    [Theory, OnBothStores]
    public async Task Used_and_disabled_codes_free_a_place(StoreKind kind)
    {
        await using var host = await StartEarningAsync(kind);
        host.Clock.Advance(Day * 7);
        var codes = AccountHost.Codes(await host.OwnAsync(HttpHost.Alice));
        await host.UseAsync(codes[0], "did:plc:x");
        (await host.AdminAsync("disableInviteCodes", $$"""{"codes":["{{codes[1]}}"]}""")).ShouldBeOk();

        // Seven days are worth seven codes: two more fit.
        Assert.Equal(5, AccountHost.Codes(await host.OwnAsync(HttpHost.Alice, "?includeUsed=false")).Length);
        await host.UseAsync(codes[2], "did:plc:y");
        Assert.Equal(4, AccountHost.Codes(await host.OwnAsync(HttpHost.Alice, "?includeUsed=false")).Length);
    }

    [Theory, OnBothStores]
    public async Task Gifts_of_the_administration_neither_fill_a_place_nor_use_up_time(StoreKind kind)
    {
        await using var host = await StartEarningAsync(kind);
        (await host.AdminAsync(
            "createInviteCodes", """{"useCount":1,"codeCount":9,"forAccounts":["did:plc:alice"]}""")).ShouldBeOk();
        host.Clock.Advance(Day * 3);

        var items = AccountHost.Items(await host.OwnAsync(HttpHost.Alice));

        Assert.Equal(12, items.Length);
        Assert.Equal(3, items.Count(item => item.GetProperty("createdBy").GetString() == HttpHost.Alice));
    }

    [Theory, OnBothStores]
    public async Task Nothing_is_earned_when_not_asked_for_or_without_an_interval(StoreKind kind)
    {
        await using var earning = await StartEarningAsync(kind);
        earning.Clock.Advance(Day * 3);
        Assert.Empty(AccountHost.Codes(await earning.OwnAsync(HttpHost.Alice, "?createAvailable=false")));
        Assert.Empty(AccountHost.Items(await earning.ListAsync()));

        await using var host = await AccountHost.StartAsync(kind);
        host.Clock.Advance(Day * 3);
        Assert.Empty(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
    }

    [Theory, OnBothStores]
    public async Task While_invites_are_disabled_codes_are_made_disabled_for_good_and_use_up_the_time(StoreKind kind)
    {
        await using var host = await StartEarningAsync(kind);
        host.Clock.Advance(Day * 3);
        (await host.AdminAsync("disableAccountInvites", """{"account":"did:plc:alice"}""")).ShouldBeOk();

        Assert.Empty(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
        var made = AccountHost.Items(await host.ListAsync());
        Assert.Equal([true, true, true], made.Select(item => item.GetProperty("disabled").GetBoolean()));

        (await host.AdminAsync("enableAccountInvites", """{"account":"did:plc:alice"}""")).ShouldBeOk();
        Assert.Empty(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
        host.Clock.Advance(Day);
        Assert.Single(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
        Assert.Equal(4, AccountHost.Items(await host.ListAsync()).Length);
    }

    [Theory, OnBothStores]
    public async Task An_account_older_than_the_epoch_starts_there_with_nothing(StoreKind kind)
    {
        var clock = new ManualClock();
        await using var host = await AccountHost.StartAsync(kind, new()
        {
            Clock = clock,
            Options = options => (options.Accounts.Interval, options.Accounts.Epoch) = (Day, clock.Milliseconds),
        });
        host.Accounts.Add(HttpHost.Carol, clock.GetUtcNow() - (Day * 10.5));

        Assert.Empty(AccountHost.Codes(await host.OwnAsync(HttpHost.Carol)));
        // Half a day was lived before the epoch, so the eleventh day ends half a day after it.
        clock.Advance(Day * 0.5);
        Assert.Single(AccountHost.Codes(await host.OwnAsync(HttpHost.Carol)));
        Assert.Empty(AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));
    }

    [Theory, OnBothStores]
    public async Task A_hundred_calls_at_once_make_exactly_what_is_due_and_each_shows_it(StoreKind kind)
    {
        await using var host = await StartEarningAsync(kind);
        host.Clock.Advance(Day * 4);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => host.OwnAsync(HttpHost.Alice)));

        var codes = AccountHost.Codes(answers[0]).Order().ToList();
        Assert.Equal(4, codes.Count);
        Assert.All(answers, answer => Assert.Equal(codes, AccountHost.Codes(answer).Order()));
        Assert.Equal(codes, AccountHost.Codes(await host.ListAsync()).Order());
    }

    private static Task<AccountHost> StartEarningAsync(StoreKind kind) =>
        AccountHost.StartAsync(kind, new() { Options = options => options.Accounts.Interval = Day });
}
