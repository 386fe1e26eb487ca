namespace AtInvites.Stores.Contracts;

/// <summary>Tokens that may be used once, in any number of sets over one database.</summary>
public abstract class ReplayContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task A_token_is_first_once_whatever_end_is_named_later()
    {
        Assert.True(await UseAsync("token", 10));
        foreach (var until in new[] { 10, 5, 10_000 }) Assert.False(await UseAsync("token", until));
        Assert.True(await UseAsync("other", 10));
        Assert.False(await UseAsync("token", 10));
    }

    [Fact]
    public async Task Of_64_uses_at_once_in_three_sets_exactly_one_is_first_for_each_token()
    {
        const int Tokens = 6;
        StoreSet[] sets = [Stores, await Fixture.OpenAsync(Cancellation), await Fixture.OpenAsync(Cancellation)];
        var answers = await AtOnceAsync(Tokens * 64, async i =>
            (Token: i % Tokens, IsFirst: await UseAsync($"{i % Tokens}", 10 + i, sets[i / Tokens % sets.Length])));
        var first = answers.Where(answer => answer.IsFirst).Select(answer => answer.Token);
        Assert.Equal(Enumerable.Range(0, Tokens), first.Order());
    }

    [Fact]
    public async Task A_sweep_forgets_what_ended_before_and_nothing_else()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        for (var end = 8; end <= 12; end++) Assert.True(await UseAsync($"{end}", end));
        Assert.Equal(0, await SweepAsync(8));
        Assert.Equal(2, await SweepAsync(10));
        Assert.Equal(0, await SweepAsync(10));
        foreach (var end in new[] { 10, 11, 12 }) Assert.False(await UseAsync($"{end}", end, other));
        foreach (var end in new[] { 8, 9 }) Assert.True(await UseAsync($"{end}", 99, other));
    }

    [Fact]
    public async Task A_token_is_not_forgotten_at_its_end_also_where_that_is_no_whole_millisecond()
    {
        var until = Given.At(10).AddTicks(9_999);
        Assert.True(await Stores.Replays.TryUseAsync(Given.Token("token"), until, Cancellation));
        Assert.Equal(0, await Stores.Replays.SweepAsync(until, 10, Cancellation));
        Assert.False(await UseAsync("token", 10));
        Assert.Equal(1, await Stores.Replays.SweepAsync(until.AddTicks(1), 10, Cancellation));
    }

    [Fact]
    public async Task A_sweep_keeps_its_limit_and_begins_with_what_ended_first()
    {
        foreach (var end in new[] { 5, 1, 4, 2, 3 }) Assert.True(await UseAsync($"{end}", end));
        Assert.Equal(2, await SweepAsync(100, 2));
        Assert.True(await UseAsync("1", 200));
        Assert.True(await UseAsync("2", 200));
        Assert.False(await UseAsync("3", 200));
        Assert.Equal(3, await SweepAsync(100, 1_000));
        Assert.Equal(0, await SweepAsync(100, 1_000));
        Assert.False(await UseAsync("1", 200));
    }

    [Fact]
    public async Task Sweeps_at_once_forget_each_token_once_and_none_that_has_not_ended()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        for (var i = 0; i < 60; i++) Assert.True(await UseAsync($"ended {i}", i));
        var answers = await AtOnceAsync(48, async i => i % 4 == 0
            ? await (i % 8 == 0 ? Stores : other).Replays.SweepAsync(Given.At(100), 20, Cancellation)
            : await UseAsync($"living {i}", 100, i % 2 == 0 ? Stores : other) ? 0 : -1);
        Assert.DoesNotContain(-1, answers);
        Assert.Equal(60, answers.Sum() + await SweepAsync(100, 1_000));
        for (var i = 0; i < 48; i++) Assert.Equal(i % 4 == 0, await UseAsync($"living {i}", 100));
    }

    private Task<bool> UseAsync(string name, long until, StoreSet? stores = null) =>
        (stores ?? Stores).Replays.TryUseAsync(Given.Token(name), Given.At(until), Cancellation).AsTask();

    private Task<int> SweepAsync(long endedBefore, int limit = 10) =>
        Stores.Replays.SweepAsync(Given.At(endedBefore), limit, Cancellation).AsTask();
}
