using System.Diagnostics;
using System.Net.WebSockets;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Jetstream;

public sealed class JetstreamStopTests
{
    // Well under the 30 seconds after which a host gives up on what does not stop.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);
    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;

    public JetstreamStopTests() => _story = new(_clock);

    [Fact]
    public async Task A_host_that_stops_says_goodbye_and_keeps_what_it_was_told()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        await session.SendAsync(_story.Invited(1));
        await host.UntilAsync(1, HandshakeState.Pending);

        await StopsSoonAsync(host);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, await session.Left);
        Assert.Empty(host.Logs.With(7010));
        Assert.Empty(host.Logs.With(7021));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_is_silent_or_in_the_middle_of_a_message_holds_up_no_stop(bool isSilent)
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        session.IsPolite = false;
        await session.SendAsync(_story.Invited(1));
        await host.UntilAsync(1, HandshakeState.Pending);
        if (!isSilent) await session.SendInPartsAsync(_story.Answered(1), size: 20, parts: 2);

        await StopsSoonAsync(host);

        Assert.Equal(HandshakeState.Pending, (await host.FindAsync(1))!.StateAt(_clock.GetUtcNow()));
        Assert.Empty(host.Logs.With(7010));
    }

    [Fact]
    public async Task A_stop_between_two_attempts_waits_for_neither()
    {
        await using var server = await JetstreamServer.StartAsync();
        server.IsBusy = true;
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        await Polling.Until(() => host.Logs.With(7021).Any());

        await StopsSoonAsync(host);

        Assert.Equal(1, server.TurnedAway);
    }

    [Fact]
    public async Task A_stop_while_the_store_hangs_leaves_the_cursor_before_what_is_not_stored()
    {
        await using var server = await JetstreamServer.StartAsync();
        var writes = new CountingRecords();
        var isHung = new TaskCompletionSource();
        writes.Before = batch =>
        {
            if (batch.Versions.Count == 0) return Task.CompletedTask;
            isHung.TrySetResult();
            return Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
        };
        await using var host = await JetstreamHost.StartAsync(
            server, _clock, around: stores => stores with { Records = writes.Around(stores.Records) });
        var start = _story.Now;
        await (await server.NextAsync()).SendAsync(_story.Invited(1));
        await isHung.Task.WaitAsync(Polling.Limit, TestContext.Current.CancellationToken);

        await StopsSoonAsync(host);

        Assert.Equal(start, await host.CursorAsync());
        Assert.Null(await host.FindAsync(1));
    }

    private static async Task StopsSoonAsync(JetstreamHost host)
    {
        var watch = Stopwatch.StartNew();
        await host.StopAsync();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
    }
}
