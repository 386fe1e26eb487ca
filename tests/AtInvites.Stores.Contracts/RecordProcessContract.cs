using AtInvites.Stores.Contracts.Processes;
using static AtInvites.Stores.Contracts.GivenRecords;

namespace AtInvites.Stores.Contracts;

/// <summary>A process that takes in numbered batches, is killed in the middle of it and goes on from the stored cursor. For
/// stores with <see cref="IStoreFixture.WorkerArguments"/>.</summary>
public abstract class RecordProcessContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Kills = 18;

    // In the words of the worker.
    private const string Source = "worker";

    private const int Rows = 12;

    [Fact]
    public async Task A_batch_that_a_kill_cut_short_is_in_effect_with_its_cursor_or_not_at_all()
    {
        await Stores.DisposeAsync();
        var (last, random) = (-1L, new Random(20260721));
        for (var round = 0; round < Kills; round++)
        {
            var told = await KillAsync(random.Next(1, 40), random.Next(3));
            Assert.True(told.Count > 0 && told[0] > last, $"Began again at {told.FirstOrDefault()} after {last}.");
            Assert.Equal(Enumerable.Range((int)told[0], told.Count).Select(number => (long)number), told);
            await using var after = await Fixture.OpenAsync(Cancellation);
            last = await after.Records.FindCursorAsync(Source, Cancellation) ?? -1;
            // The batch under way when the process died may be in, and nobody told of it.
            Assert.InRange(last, told[^1], told[^1] + 1);
            for (var number = Math.Max(0, told[0] - 2); number <= last + 2; number++) await AssertBatchAsync(after, number, last);
        }

        await using var end = await Fixture.OpenAsync(Cancellation);
        for (var number = 0L; number <= last + 2; number++) await AssertBatchAsync(end, number, last);
        await AssertTotalsAsync(end, last);
    }

    [Fact]
    public async Task Another_process_sees_what_one_was_told_at_once()
    {
        using var worker = await WorkerProcess.StartAsync(Fixture.WorkerArguments!, $"records {Rows} 5", Cancellation);
        for (var number = 0; number < 5; number++)
        {
            Assert.Equal($"Applied {number} .", await worker.ReadLineAsync(Cancellation));
            Assert.InRange(await Stores.Records.FindCursorAsync(Source, Cancellation) ?? -1, number, 4);
        }

        await worker.AssertEndedWellAsync(Cancellation);
        for (var number = 0; number <= 6; number++) await AssertBatchAsync(Stores, number, 4);
        Assert.Equal(4, await Stores.Records.FindCursorAsync(Source, Cancellation));
    }

    /// <summary>The numbers that a worker acknowledged before it was killed, some time after it came to the given
    /// count.</summary>
    private async Task<List<long>> KillAsync(int count, int spins)
    {
        using var worker = await WorkerProcess.StartAsync(Fixture.WorkerArguments!, $"records {Rows} 1000000", Cancellation);
        var told = new List<long>();
        while (told.Count < count && await ReadAsync(worker) is { } number) told.Add(number);
        for (var i = 0; i < spins; i++) await Task.Yield();
        await worker.KillAsync(Cancellation);
        while (await ReadAsync(worker) is { } number) told.Add(number);
        await worker.AssertDidNotFailAsync();
        return told;
    }

    private static async Task<long?> ReadAsync(WorkerProcess worker) =>
        await worker.ReadLineAsync(Cancellation) is { } line && line.Split(' ') is ["Applied", var number, "."]
            ? long.Parse(number) : null;

    /// <summary>Batch n makes invites, accepts those of the batch before and deletes every third one of that before it.</summary>
    private static async Task AssertBatchAsync(StoreSet stores, long number, long cursor)
    {
        for (var row = 0; row < Rows; row++)
        {
            var uri = InviteUri($"{number}-{row}");
            var found = await stores.Handshakes.FindAsync(uri, Cancellation);
            HandshakeState? expected = number > cursor ? null
                : number + 2 <= cursor && row % 3 == 0 ? HandshakeState.Revoked
                : number + 1 <= cursor ? HandshakeState.Accepted
                : HandshakeState.Pending;
            Assert.Equal((number, row, expected), (number, row, found?.StateAt(Given.At(0))));
            var answers = await stores.Handshakes.ListAnswersAsync(uri, GivenRecords.Invitee, Cancellation);
            Assert.Equal(number + 1 <= cursor ? 1 : 0, answers.Count);
        }
    }

    private static async Task AssertTotalsAsync(StoreSet stores, long cursor)
    {
        var query = new HandshakeQuery { Now = Given.At(0), Limit = 1 };
        Assert.Equal(Rows + ((cursor - 1) * Rows * 2 / 3) + Rows, (await stores.Handshakes.ListAsync(query, Cancellation)).Total);
        var revoked = await stores.Handshakes.ListAsync(query with { State = HandshakeState.Revoked }, Cancellation);
        Assert.Equal((cursor - 1) * Rows / 3, revoked.Total);
    }
}
