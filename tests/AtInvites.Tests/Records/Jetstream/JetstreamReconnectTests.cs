using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Jetstream;

public sealed class JetstreamReconnectTests
{
    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;

    public JetstreamReconnectTests() => _story = new(_clock);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_lost_connection_it_asks_from_a_little_earlier_and_what_comes_twice_changes_nothing(bool isPolite)
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var first = await server.NextAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));
        var last = _story.Now - 7_000_000;
        string[] told = [_story.Invited(1), _story.Answered(1), _story.Identity(last)];
        await first.SendAsync(told);
        await host.UntilAsync(1, HandshakeState.Accepted);
        await Polling.Until(() => host.Meters.Of($"atinvites.records.received source={host.Source.Name}") == 3);

        if (isPolite) await first.CloseAsync();
        else first.Drop();
        await host.PassPauseAsync();
        var second = await server.NextAsync();

        Assert.Equal(Text(last - 5_000_000), second.Cursor);
        Assert.Equal(first.Collections, second.Collections);
        await second.SendAsync(told);
        await second.SendAsync(_story.Answered(1, "declined", "update"));
        await host.UntilAsync(1, HandshakeState.Declined);
        Assert.Equal(1, host.Meters.Of($"atinvites.records.reconnects source={host.Source.Name}"));
        Assert.Single(host.Logs.With(7021));
    }

    [Fact]
    public async Task A_server_that_is_down_at_the_start_loses_nothing_since_then()
    {
        var port = FreePort();
        await using var host = await JetstreamHost.StartAsync(new Uri($"ws://127.0.0.1:{port}/subscribe"), _clock);
        var start = _story.Now;
        await Polling.Until(() => host.Logs.With(7021).Any());
        await host.PassPauseAsync();
        await Polling.Until(() => host.Logs.With(7021).Count() == 2);
        Assert.Equal(0, host.Skipped("broken_frame"));

        await using var server = await JetstreamServer.StartAsync(port);
        await host.PassPauseAsync();
        var session = await server.NextAsync();

        Assert.Equal(Text(start - 5_000_000), session.Cursor);
        await session.SendAsync(_story.Invited(1));
        await host.UntilAsync(1, HandshakeState.Pending);
    }

    [Fact]
    public async Task Pauses_grow_while_the_server_turns_away_and_are_short_again_after_a_message()
    {
        await using var server = await JetstreamServer.StartAsync();
        server.IsBusy = true;
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await Polling.Until(() => host.Logs.With(7021).Count() == attempt);
            await host.PassPauseAsync();
        }

        await Polling.Until(() => server.TurnedAway == 9);
        server.IsBusy = false;
        Assert.InRange(Pauses(host)[0], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.All(Pauses(host)[6..8], pause => Assert.InRange(pause, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)));

        await host.PassPauseAsync();
        var session = await server.NextAsync();
        await session.SendAsync(_story.Invited(1));
        await host.UntilAsync(1, HandshakeState.Pending);
        session.Drop();
        await Polling.Until(() => host.Logs.With(7021).Count() == 10);
        Assert.InRange(Pauses(host)[^1], TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_to_where_the_cursor_is_not_asked_for()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(new Uri(server.Url, "/moved"), _clock);

        await Polling.Until(() => host.Logs.With(7021).Any());

        Assert.Contains("'302'", host.Logs.With(7021).First().Text, StringComparison.Ordinal);
        Assert.Empty(host.Logs.With(7020));
    }

    [Fact]
    public async Task A_stored_cursor_from_the_future_is_cut_to_now()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock, around: stores =>
        {
            var name = $"jetstream:{server.Url.Authority}";
            _ = stores.Records.ApplyAsync(
                new() { Versions = [], Source = name, Cursor = long.MaxValue }, TestContext.Current.CancellationToken).AsTask();
            return stores;
        });

        var session = await server.NextAsync();

        Assert.Equal(Text(_story.Now - 5_000_000), session.Cursor);
        Assert.Single(host.Logs.With(7023));
        await session.SendAsync(_story.Invited(1));
        await host.UntilCursorAsync(_story.Now);
    }

    [Fact]
    public async Task A_server_that_answers_no_ping_is_left()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        await using var host = await JetstreamHost.StartAsync(
            new Uri($"ws://127.0.0.1:{port}/"), _clock, options => options.KeepAlive = TimeSpan.FromMilliseconds(100));

        using var dead = await DeadWebSocket.AcceptAsync(listener);

        await Polling.Until(() => host.Logs.With(7021).Any());
        Assert.Contains(nameof(WebSocketException), host.Logs.With(7021).First().Text, StringComparison.Ordinal);
        await host.PassPauseAsync();
        using var again = await DeadWebSocket.AcceptAsync(listener);
        Assert.Equal(0, host.Skipped("broken_frame"));
    }

    private static List<TimeSpan> Pauses(JetstreamHost host) =>
    [
        .. host.Logs.With(7021).Select(entry => TimeSpan.Parse(
            entry.Text.Split("Pause=")[1].Split(' ')[0], CultureInfo.InvariantCulture)),
    ];

    private static string Text(long cursor) => cursor.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
