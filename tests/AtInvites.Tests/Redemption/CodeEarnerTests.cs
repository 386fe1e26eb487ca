using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Redemption;

public sealed class CodeEarnerTests
{
    private static readonly Did Alice = CodeEngine.Account(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_an_interval_nothing_is_earned()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        Assert.Equal(0, await AskAsync(engine, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task A_code_is_earned_when_an_interval_is_over_and_not_a_millisecond_before()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.Interval = Day;
        var createdAt = engine.Clock.GetUtcNow();
        engine.Clock.Advance(Day - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await AskAsync(engine, createdAt));
        engine.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await AskAsync(engine, createdAt));
        Assert.Equal(0, await AskAsync(engine, createdAt));
    }

    [Theory]
    [InlineData(10, 0, 5)]
    [InlineData(10, 10, 0)]
    [InlineData(10, 7, 3)]
    [InlineData(10, 9.5, 1)]
    [InlineData(10.4, 9.6, 1)]
    [InlineData(10.4, 10.1, 0)]
    [InlineData(3, -2, 0)]
    public async Task An_account_older_than_the_epoch_starts_there_with_nothing(double age, double epochAfter, int expected)
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.Interval = Day;
        var createdAt = engine.Clock.GetUtcNow() - (age * Day);
        // Below zero: an epoch that is still to come.
        var epoch = epochAfter < 0 ? engine.Clock.GetUtcNow() - (epochAfter * Day) : createdAt + (epochAfter * Day);
        engine.Options.Epoch = epoch.ToUnixTimeMilliseconds();

        Assert.Equal(expected, await AskAsync(engine, createdAt));
    }

    [Fact]
    public async Task Codes_made_while_invites_are_disabled_use_up_that_time_and_enabling_revives_none()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.Interval = Day;
        var createdAt = engine.Clock.GetUtcNow() - (3 * Day);
        await engine.Stores.AccountInvites.SetAsync(Alice, new(IsDisabled: true, "why"), Token);

        Assert.Equal(3, await AskAsync(engine, createdAt));
        Assert.All(await HeldAsync(engine), code => Assert.True(code.IsDisabled));
        await engine.Stores.AccountInvites.SetAsync(Alice, default, Token);
        Assert.Equal(0, await AskAsync(engine, createdAt));
        engine.Clock.Advance(Day);
        Assert.Equal(1, await AskAsync(engine, createdAt));
        Assert.Single(await HeldAsync(engine), code => code.IsOpen);
    }

    [Fact]
    public async Task Gifts_count_in_neither_term_and_used_or_disabled_codes_free_a_place()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.Interval = Day;
        var createdAt = engine.Clock.GetUtcNow() - (20 * Day);
        await engine.MintAsync(10, 1, CodeOwner.Of(Alice));

        Assert.Equal(5, await AskAsync(engine, createdAt));
        Assert.Equal(0, await AskAsync(engine, createdAt));
        var earned = (await HeldAsync(engine)).Where(code => code.CreatedBy != CodeOwner.Admin).ToList();
        await engine.Stores.Codes.DisableAsync([earned[0].Hash], [], Token);
        await engine.Stores.Seats.RedeemAsync(earned[1].Hash, CodeEngine.Account(2), engine.Clock.GetUtcNow(), Token);
        Assert.Equal(2, await AskAsync(engine, createdAt));
    }

    [Fact]
    public async Task The_store_counts_again_so_that_an_old_list_earns_nothing_twice()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.Interval = Day;
        var createdAt = engine.Clock.GetUtcNow() - (4 * Day);
        Assert.Equal(4, await AskAsync(engine, createdAt));

        Assert.Empty(await engine.Earner.EarnAsync(Alice, createdAt, held: [], Token));
        Assert.Equal(4, (await HeldAsync(engine)).Count);
    }

    [Fact]
    public async Task An_account_from_the_future_has_earned_nothing()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.Interval = TimeSpan.FromMilliseconds(1);

        Assert.Equal(0, await AskAsync(engine, engine.Clock.GetUtcNow() + Day));
        Assert.Equal(0, await AskAsync(engine, DateTimeOffset.MaxValue));
        Assert.Equal(5, await AskAsync(engine, DateTimeOffset.MinValue));
    }

    private static async Task<int> AskAsync(CodeEngine engine, DateTimeOffset createdAt) =>
        (await engine.Earner.EarnAsync(Alice, createdAt, await HeldAsync(engine), Token)).Count;

    private static Task<IReadOnlyList<AccountCode>> HeldAsync(CodeEngine engine) =>
        engine.Stores.Codes.ListForAsync(Alice, Token).AsTask();
}
