namespace AtInvites.Stores.Contracts;

/// <summary>Counts in windows of time, in any number of sets over one database.</summary>
public abstract class BudgetContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Window = 100;

    [Fact]
    public async Task A_window_begins_with_the_first_charge_and_a_charge_at_its_end_begins_another()
    {
        Assert.Equal(Count(1, 105), await ChargeAsync("budget", 5));
        Assert.Equal(Count(2, 105), await ChargeAsync("budget", 6));
        Assert.Equal(Count(3, 105), await ChargeAsync("budget", 104));
        Assert.Equal(Count(1, 205), await ChargeAsync("budget", 105));
        Assert.Equal(Count(2, 205), await ChargeAsync("budget", 204));
        Assert.Equal(Count(1, 1_100), await ChargeAsync("budget", 1_000));
    }

    [Fact]
    public async Task A_clock_that_is_behind_counts_in_the_window_that_runs()
    {
        await ChargeAsync("budget", 50);
        Assert.Equal(Count(2, 150), await ChargeAsync("budget", 20));
        Assert.Equal(Count(3, 150), await ChargeAsync("budget", 149));
    }

    [Fact]
    public async Task The_length_that_a_window_began_with_stands_until_it_ends()
    {
        await ChargeAsync("budget", 0);
        var budgets = new[] { Given.Token("budget") };
        var longer = TimeSpan.FromMilliseconds(1_000);
        Assert.Equal([Count(2, 100)], await Stores.Budgets.ChargeAsync(budgets, Given.At(1), longer, Cancellation));
        Assert.Equal([Count(1, 1_100)], await Stores.Budgets.ChargeAsync(budgets, Given.At(100), longer, Cancellation));
    }

    [Fact]
    public async Task Several_budgets_are_charged_in_one_step_and_answered_in_the_order_in_which_they_were_named()
    {
        await ChargeAsync("a", 10);
        await ChargeAsync("a", 11);
        await ChargeAsync("b", 20);
        string[][] orders = [["a", "b", "c"], ["c", "b", "a"], ["b", "a", "c"]];
        for (var n = 0; n < orders.Length; n++)
        {
            var expected = orders[n].Select(name => name switch
            {
                "a" => Count(3 + n, 110),
                "b" => Count(2 + n, 120),
                _ => Count(1 + n, 130),
            });
            Assert.Equal(expected, await ChargeAllAsync(orders[n], 30));
        }

        Assert.Equal([Count(1, 130), Count(6, 110), Count(2, 130)], await ChargeAllAsync(["d", "a", "d"], 30));
        Assert.Empty(await ChargeAllAsync([], 30));
    }

    [Fact]
    public async Task Every_charge_counts_once_when_three_sets_name_the_same_budgets_in_all_orders_at_once()
    {
        StoreSet[] sets = [Stores, await Fixture.OpenAsync(Cancellation), await Fixture.OpenAsync(Cancellation)];
        string[][] orders =
        [
            ["a", "b", "c"], ["c", "b", "a"], ["b", "c", "a"], ["a", "c"], ["c", "a"], ["b"],
        ];
        var answers = await AtOnceAsync(120, async i =>
        {
            var order = orders[i % orders.Length];
            return order.Zip(await ChargeAllAsync(order, 10, sets[i / orders.Length % sets.Length]));
        });
        var charges = answers.SelectMany(answer => answer).ToLookup(pair => pair.First, pair => pair.Second);
        foreach (var (name, total) in new[] { ("a", 100), ("b", 80), ("c", 100) })
            Assert.Equal(Enumerable.Range(1, total).Select(n => Count(n, 110)), charges[name].OrderBy(count => count.Charges));
    }

    [Fact]
    public async Task Of_many_charges_at_the_end_of_a_window_exactly_one_begins_the_next()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        for (var i = 0; i < 3; i++) await ChargeAsync("budget", 0);
        var answers = await AtOnceAsync(48, async i =>
            Assert.Single(await ChargeAllAsync(["budget"], 100, i % 2 == 0 ? Stores : other)));
        Assert.Equal(Enumerable.Range(1, 48).Select(n => Count(n, 200)), answers.OrderBy(count => count.Charges));
    }

    [Fact]
    public async Task A_sweep_forgets_what_ended_before_within_its_limit_and_nothing_else()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        foreach (var start in new[] { 3, 1, 2, 4 }) await ChargeAsync($"{start}", start);
        await ChargeAsync("again", 0);
        await ChargeAsync("again", 100);
        Assert.Equal(0, await SweepAsync(101));
        Assert.Equal(1, await SweepAsync(104, 1));
        Assert.Equal(Count(1, 103), await ChargeAsync("1", 3));
        Assert.Equal(3, await SweepAsync(104));
        Assert.Equal([Count(2, 104)], await ChargeAllAsync(["4"], 50, other));
        Assert.Equal([Count(2, 200)], await ChargeAllAsync(["again"], 150, other));
        Assert.Equal(2, await SweepAsync(1_000));
        Assert.Equal(0, await SweepAsync(1_000));
    }

    [Fact]
    public async Task A_budget_charged_anew_while_its_former_window_is_swept_loses_no_charge()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        for (var round = 0; round < 10; round++)
        {
            var now = round * Window;
            var answers = await AtOnceAsync(24, async i => i % 3 == 0
                ? Count(await other.Budgets.SweepAsync(Given.At(now + 1), 10, Cancellation), 0)
                : (await ChargeAllAsync(["budget"], now, i % 2 == 0 ? Stores : other))[0]);
            var charges = answers.Where((_, i) => i % 3 != 0).OrderBy(count => count.Charges);
            Assert.Equal(Enumerable.Range(1, 16).Select(n => Count(n, now + Window)), charges);
        }
    }

    private static BudgetCount Count(long charges, long endsAt) => new(charges, Given.At(endsAt));

    private async Task<BudgetCount> ChargeAsync(string name, long at) => Assert.Single(await ChargeAllAsync([name], at));

    private Task<IReadOnlyList<BudgetCount>> ChargeAllAsync(string[] names, long at, StoreSet? stores = null) =>
        (stores ?? Stores).Budgets.ChargeAsync(
            [.. names.Select(Given.Token)], Given.At(at), TimeSpan.FromMilliseconds(Window), Cancellation).AsTask();

    private Task<int> SweepAsync(long endedBefore, int limit = 10) =>
        Stores.Budgets.SweepAsync(Given.At(endedBefore), limit, Cancellation).AsTask();
}
