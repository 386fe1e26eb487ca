using AtInvites.Stores.Contracts.Processes;

namespace AtInvites.Stores.Contracts;

/// <summary>An import whose process is killed half-way. For stores with <see cref="IStoreFixture.WorkerArguments"/>.</summary>
public abstract class ImportProcessContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    // Half-way, more is written than a database keeps back in memory.
    private const int Codes = 30_000;

    [Fact]
    public async Task Of_an_import_that_is_killed_half_way_nothing_is_there_and_the_next_one_brings_all()
    {
        using (var half = await StartAsync(stop: Codes / 2))
        {
            Assert.Equal("Parked", await half.ReadLineAsync(Cancellation));
            Assert.Equal(0, await CountAsync());
            await half.KillAsync(Cancellation);
        }

        Assert.Equal(0, await CountAsync());
        using var whole = await StartAsync(stop: -1);
        Assert.Equal($"{AddStatus.Added}", await whole.ReadLineAsync(Cancellation));
        await whole.AssertEndedWellAsync(Cancellation);
        Assert.Equal(Codes, await CountAsync());
    }

    private Task<WorkerProcess> StartAsync(int stop) =>
        WorkerProcess.StartAsync(Fixture.WorkerArguments!, $"import {Codes} {stop}", Cancellation);

    /// <summary>How many codes are listed, each with its use.</summary>
    private async Task<int> CountAsync()
    {
        var query = new CodeQuery { Sort = CodeSort.Usage, Limit = 500 };
        for (var count = 0; ; )
        {
            var page = await Stores.Codes.ListAsync(query, Cancellation);
            Assert.All(page.Items, code => Assert.Single(code.Uses));
            count += page.Items.Count;
            if (page.Next is null) return count;
            query = query with { After = page.Next };
        }
    }
}
