using System.Data.Common;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>A store that fails, is slow, or that the process dies behind.</summary>
public sealed class JetstreamStoreTests
{
    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;
    private readonly CountingRecords _writes = new();

    public JetstreamStoreTests() => _story = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_fails_for_a_while_loses_nothing(bool isCommitted)
    {
        await using var server = await JetstreamServer.StartAsync();
        var failures = 3;
        using var sent = new SemaphoreSlim(0);
        async Task Fail(RecordBatch batch)
        {
            if (batch.Versions.Count == 0 || Interlocked.Decrement(ref failures) < 0) return;
            // The fault ends the connection, which the test must be through with.
            await sent.WaitAsync(Token);
            throw failures == 1 ? new TimeoutException("busy") : new StoreFault();
        }

        // Failing before the write is a fault of the store; failing after it is a crash that the answer is lost in.
        if (isCommitted) _writes.After = Fail;
        else _writes.Before = Fail;
        await using var host = await StartAsync(server);
        var start = _story.Now;
        string[] told = [_story.Invited(1), _story.Invited(2), _story.Answered(1), _story.Answered(2, "declined")];
        var session = await server.NextAsync();
        Assert.Null(session.Cursor);

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await session.SendAsync(told);
            sent.Release();
            await Polling.Until(() => host.Logs.With(7010).Count() == attempt);
            await host.PassPauseAsync();
            session = await server.NextAsync();
            // Behind the first cursor of all nothing is lost, although no event was ever stored.
            Assert.Equal($"{start - 5_000_000}", session.Cursor);
        }

        await session.SendAsync(told);
        await host.UntilAsync(1, HandshakeState.Accepted);
        await host.UntilAsync(2, HandshakeState.Declined);
        Assert.All(host.Logs.With(7010), entry => Assert.Equal(LogLevel.Warning, entry.Level));
    }

    [Fact]
    public async Task A_store_that_is_down_at_the_very_first_start_loses_nothing()
    {
        await using var server = await JetstreamServer.StartAsync();
        var failures = 2;
        _writes.Before = _ => Interlocked.Decrement(ref failures) >= 0 ? throw new StoreFault() : Task.CompletedTask;
        var start = _story.Now;
        await using var host = await StartAsync(server);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await Polling.Until(() => host.Logs.With(7010).Count() == attempt);
            await host.PassPauseAsync();
        }

        Assert.Equal($"{start - 5_000_000}", (await server.NextAsync()).Cursor);
        Assert.Equal(start, await host.CursorAsync());
    }

    [Fact]
    public async Task The_next_process_goes_on_from_the_stored_cursor_and_doubles_nothing()
    {
        await using var server = await JetstreamServer.StartAsync();
        StoreSet? kept = null;
        Handshake? before;
        long? cursor;
        string[] told = [_story.Invited(1), _story.Answered(1)];
        await using (var host = await JetstreamHost.StartAsync(server, _clock, around: stores => kept = Outliving(stores)))
        {
            await (await server.NextAsync()).SendAsync(told);
            await host.UntilAsync(1, HandshakeState.Accepted);
            (before, cursor) = (await host.FindAsync(1), await host.CursorAsync());
        }

        await using var next = await JetstreamHost.StartAsync(server, _clock, around: _ => kept!);
        var session = await server.NextAsync();
        Assert.Equal($"{cursor - 5_000_000}", session.Cursor);
        await session.SendAsync([.. told, _story.Invited(2)]);

        await next.UntilAsync(2, HandshakeState.Pending);
        Assert.Equivalent(before, await next.FindAsync(1), strict: true);
    }

    [Fact]
    public async Task While_the_store_is_slow_the_server_waits_and_little_is_held()
    {
        const int size = 200_000;
        const int messages = 400;
        await using var server = await JetstreamServer.StartAsync();
        using var held = new SemaphoreSlim(0);
        _writes.Before = batch => batch.Versions.Count == 0 ? Task.CompletedTask : held.WaitAsync(Token);
        await using var host = await StartAsync(server);
        var session = await server.NextAsync();
        var sent = 0;

        async Task Flood()
        {
            for (; sent < messages; sent++) await session.SendAsync(_story.Invited(sent).PadRight(size));
        }

        var flood = Flood();
        await Polling.Until(() => Received(host) * size > 4_000_000);
        await Assert.ThrowsAsync<TimeoutException>(
            () => flood.WaitAsync(TimeSpan.FromSeconds(1), Token));

        // The batch in work, what waits, and the one message that waits to wait.
        Assert.InRange(Received(host), 21, (2 * (4 * 1024 * 1024 / size)) + 4);
        Assert.InRange(sent, 21, messages - 1);
        held.Release(messages);
        await flood.WaitAsync(Polling.Limit, Token);
        await host.UntilAsync(messages - 1, HandshakeState.Pending);
        await host.UntilCountedAsync(messages);
        Assert.Empty(host.Logs.With(7021));
    }

    /// <summary>Answers to pings are not read either while nothing is.</summary>
    [Fact]
    public async Task A_store_that_is_slower_than_pings_costs_the_connection_and_nothing_else()
    {
        await using var server = await JetstreamServer.StartAsync();
        using var held = new SemaphoreSlim(0);
        _writes.Before = batch => batch.Versions.Count == 0 ? Task.CompletedTask : held.WaitAsync(Token);
        await using var host = await JetstreamHost.StartAsync(
            server, _clock, options => (options.KeepAlive, options.BatchSize) = (TimeSpan.FromSeconds(1), 2),
            stores => stores with { Records = _writes.Around(stores.Records) });
        var first = await server.NextAsync();
        string[] told = [.. Enumerable.Range(0, 50).Select(i => _story.Invited(i))];
        await first.SendAsync(told);
        Assert.Null(await first.Left);

        held.Release(1000);
        await Polling.Until(() => host.Logs.With(7021).Any());
        await host.PassPauseAsync();
        await (await server.NextAsync()).SendAsync(told);

        for (var i = 0; i < told.Length; i++) await host.UntilAsync(i, HandshakeState.Pending);
        Assert.Empty(host.Logs.With(7010));
    }

    private static long Received(JetstreamHost host) => host.Meters.Of($"atinvites.records.received source={host.Source.Name}");

    /// <summary>The host disposes its stores; these are to be there for the next.</summary>
    private static StoreSet Outliving(StoreSet stores) => stores with { Resources = null };

    private Task<JetstreamHost> StartAsync(JetstreamServer server) => JetstreamHost.StartAsync(
        server, _clock, around: stores => stores with { Records = _writes.Around(stores.Records) });

    private sealed class StoreFault() : DbException("the disk is gone");
}
