using AtInvites.Stores.Contracts.HandshakeModelling;

namespace AtInvites.Stores.Contracts;

/// <summary>Whatever the order, the batches, the repetitions: the same events leave the same handshakes, and those that the rules
/// make of them. A failure prints a small case and its seed; the variable <c>ATINVITES_SEED</c> with the seed of the run makes
/// the same cases again.</summary>
public abstract class RecordOrderContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Cases = 100_000;

    private const int AtOnce = 10_000;

    [Fact]
    public async Task A_hundred_thousand_histories_told_at_random_leave_what_the_rules_make_of_them()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ATINVITES_SEED"), out var given)
            ? given : Random.Shared.Next(1_000_000_000);
        var reached = new Dictionary<HandshakeState, int>();
        for (var first = 0; first < Cases; first += AtOnce)
        {
            var cases = Enumerable.Range(seed + first, AtOnce).Select(HandshakeCases.Make).ToList();
            foreach (var (state, count) in await CheckAsync(cases, $"ATINVITES_SEED={seed}"))
                reached[state] = reached.GetValueOrDefault(state) + count;
        }

        // The histories went everywhere.
        Assert.All(
            Enum.GetValues<HandshakeState>(), state => Assert.True(reached.GetValueOrDefault(state) > Cases / 50, $"{state}"));
    }

    [Fact]
    public async Task Told_in_their_order_they_leave_the_same()
    {
        var cases = Enumerable.Range(1, AtOnce).Select(HandshakeCases.Make).ToList();
        await CheckAsync([.. cases.Select(told => told.InOrder())], "in order");
        await CheckAsync(cases, "at random");
    }

    [Theory]
    [MemberData(nameof(HandshakeHistories.Names), MemberType = typeof(HandshakeHistories))]
    public async Task Every_order_of_a_history_leaves_the_same(string name)
    {
        var events = HandshakeHistories.Find(name);
        var ends = Enumerable.Range(1, HandshakeCase.Batches).Select(end => events.Count * end / HandshakeCase.Batches).ToList();
        var cases = Permutations(events).Select(told => new HandshakeCase(0, told, ends)).ToList();
        Assert.Equal(Enumerable.Range(1, events.Count).Aggregate((product, next) => product * next), cases.Count);
        await CheckAsync(cases, name);
    }

    private async Task<Dictionary<HandshakeState, int>> CheckAsync(IReadOnlyList<HandshakeCase> cases, string run)
    {
        await using var fixture = new TFixture();
        var check = new HandshakeRun(await fixture.OpenAsync(Cancellation), cases, Cancellation);
        if (await check.ExecuteAsync(Fixture.IsDurable ? 20 : 1) is not { } fault) return check.Reached;
        var (smallest, difference) = await ShrinkAsync(fault.Case, fault.Difference);
        Assert.Fail($"{run}\n{smallest}{difference}");
        return [];
    }

    /// <summary>Leaves out events as long as the rest still comes out otherwise.</summary>
    private static async Task<(HandshakeCase Case, string Difference)> ShrinkAsync(HandshakeCase told, string difference)
    {
        for (var i = 0; i < told.Told.Count; )
        {
            await using var fixture = new TFixture();
            var stores = await fixture.OpenAsync(Cancellation);
            // The same number of a cast has the same family and policy.
            var smaller = told.Without(told.Told[i]);
            var run = smaller.Told.Count == 0 ? null : new HandshakeRun(stores, Enumerable.Repeat(smaller, 6), Cancellation);
            if (run is not null && await run.ExecuteAsync(1) is { } fault) (told, difference, i) = (smaller, fault.Difference, 0);
            else i++;
        }

        return (told, difference);
    }

    private static IEnumerable<IReadOnlyList<HandshakeEvent>> Permutations(IReadOnlyList<HandshakeEvent> events)
    {
        if (events.Count == 0) return [[]];
        return events.SelectMany((first, at) => Permutations([.. events.Where((_, i) => i != at)])
            .Select(rest => (IReadOnlyList<HandshakeEvent>)[first, .. rest]));
    }
}
