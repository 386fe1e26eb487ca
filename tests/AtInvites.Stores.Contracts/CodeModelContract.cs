using AtInvites.Stores.Contracts.CodeModelling;
using AtInvites.Stores.Contracts.Modelling;

namespace AtInvites.Stores.Contracts;

/// <summary>Random sequences of every verb of account codes against a pure model, under a clock that also goes back: every answer
/// is compared, and every code, list and switch at the end.</summary>
public abstract class CodeModelContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int RunsAtLeast = 1_000;

    /// <summary>Sequences that share a database. Lists show every code of it, so one for all would grow slow, and one for each
    /// would never have a long list.</summary>
    private const int Together = 20;

    [Fact]
    public async Task A_thousand_random_sequences_of_codes_answer_as_the_model_does()
    {
        var cancellation = Cancellation;
        TFixture? fixture = default;
        var number = 0;
        CodeRun? run = null;
        await Properties.CheckAsync(RunsAtLeast, CodeSequences.Arbitrary, async steps =>
        {
            // What failed has left a database that no longer is what the model holds.
            if (run is not { Sequences: < Together, IsSound: true })
            {
                if (fixture is not null) await fixture.DisposeAsync();
                var next = fixture = new TFixture();
                StoreSet[] sets = [await next.OpenAsync(cancellation), await next.OpenAsync(cancellation)];
                run = new(sets, () => next.OpenAsync(cancellation), cancellation);
            }

            await run.ExecuteAsync(new(number++), steps);
        });
        if (fixture is not null) await fixture.DisposeAsync();
    }
}
