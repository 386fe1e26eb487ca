using AtInvites.Stores.Contracts.Modelling;

namespace AtInvites.Stores.Contracts;

/// <summary>Random sequences of every verb against a pure model: every answer is compared, and every list at the end.</summary>
public abstract class ModelContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int RunsAtLeast = 1_000;

    [Fact]
    public async Task A_thousand_random_sequences_answer_as_the_model_does()
    {
        StoreSet[] sets = [Stores, await Fixture.OpenAsync(Cancellation)];
        var next = 0;
        var cancellation = Cancellation;
        await Properties.CheckAsync(RunsAtLeast, Sequences.Arbitrary, async steps =>
        {
            var run = new ModelRun(new(next++), sets, () => Fixture.OpenAsync(cancellation), cancellation);
            await run.ExecuteAsync(steps);
        });
    }
}
