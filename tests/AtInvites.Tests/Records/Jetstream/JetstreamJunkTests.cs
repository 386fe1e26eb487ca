using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using AtInvites.Records.Jetstream;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records.Jetstream;

public sealed class JetstreamJunkTests
{
    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;

    public JetstreamJunkTests() => _story = new(_clock);

    [Fact]
    public async Task Junk_between_good_messages_is_counted_by_reason_and_nothing_more()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        var junk = JetstreamJunk.All(_story).ToList();

        for (var i = 0; i < junk.Count; i++)
        {
            await session.SendAsync(Encoding.UTF8.GetBytes(junk[i].Text), junk[i].Type);
            await session.SendAsync(_story.Invited(i), _story.Answered(i));
        }

        for (var i = 0; i < junk.Count; i++) await host.UntilAsync(i, HandshakeState.Accepted);
        Assert.All(
            junk.CountBy(piece => piece.Reason),
            count => Assert.Equal(count.Value, host.Skipped(JetstreamSkips.Tag(count.Key))));
        Assert.Equal(junk.Count, host.Logs.With(7022).Count(entry => entry.Level == LogLevel.Debug));
        await host.UntilCountedAsync(2 * junk.Count);
        Assert.Empty(host.Logs.With(7010));
        Assert.Empty(host.Logs.With(7021));
        Assert.Empty(Enum.GetValues<JetstreamSkip>()
            .Except(junk.Select(piece => piece.Reason)).Except([JetstreamSkip.None, JetstreamSkip.BrokenFrame]));
    }

    [Fact]
    public async Task Records_that_no_rule_foresees_stop_nothing()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        string[] records =
        [
            """{"$type":"blue.registry.invite","list":"\ud800","collaborator":"did:plc:bob","createdAt":"x","expiresAt":"y"}""",
            """{"$type":"\ud800"}""", """{"\ud800":1}""", """{"a":1,"a":2}""", "{}", """{"$type":1}""",
            """{"$type":"blue.registry.invite","list":1e999}""", Nested(200), Nested(300), Nested(50_000),
            """{"$link":"x"}""", """{"a":{"$bytes":1}}""",
        ];
        foreach (var (i, record) in records.Index())
            await session.SendAsync(_story.Invited(i).Replace(Record(_story.Invited(i)), record, StringComparison.Ordinal));
        await session.SendAsync(_story.Invited(100));

        await host.UntilAsync(100, HandshakeState.Pending);
        var refused = host.Meters.Totals.Where(total => total.StartsWith("atinvites.records.refused", StringComparison.Ordinal));
        Assert.Equal(records.Length, refused.Sum(total => int.Parse(total.Split(' ')[^1], CultureInfo.InvariantCulture)));
        Assert.Empty(host.Logs.With(7010));
    }

    [Fact]
    public async Task Text_that_is_no_utf8_ends_the_connection_and_the_next_one_goes_on()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var first = await server.NextAsync();
        await first.SendAsync(_story.Invited(1));
        await first.SendAsync([(byte)'{', 0xff, (byte)'}']);
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, await first.Left);

        await host.PassPauseAsync();
        var second = await server.NextAsync();
        await second.SendAsync(_story.Answered(1));

        await host.UntilAsync(1, HandshakeState.Accepted);
        Assert.Equal(1, host.Skipped("broken_frame"));
    }

    [Fact]
    public async Task A_time_past_the_last_year_is_from_the_future_whatever_the_skew()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new()
        {
            Clock = _clock,
            Options = options => options.Records.MaxClockSkew = TimeSpan.MaxValue,
            Builder = invites => invites.AddJetstream(server.Url),
        });
        var session = await server.NextAsync();
        var (invited, time) = (_story.Invited(1), $"{_story.Time}");

        await session.SendAsync(invited.Replace(time, "900000000000000000", StringComparison.Ordinal), _story.Invited(2));

        await Polling.Until(async () => await host.Stores.Handshakes.FindAsync(
            JetstreamStory.Invite(2), TestContext.Current.CancellationToken) is not null);
        Assert.Empty(host.Logs.With(7010));
    }

    [Fact]
    public async Task A_time_from_the_future_moves_no_cursor()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(10));

        await session.SendAsync(_story.Identity(_story.Now + 900_000_001), _story.Identity(long.MaxValue));
        await session.SendAsync(_story.Identity(_story.Now - 1_000_000));

        await host.UntilCursorAsync(_story.Now - 1_000_000);
        Assert.Equal(2, host.Skipped("future"));
        session.Drop();
        await host.PassPauseAsync();
        Assert.Equal($"{_story.Now - 60_000_000 - 1_000_000 - 5_000_000}", (await server.NextAsync()).Cursor);
    }

    private static string Record(string message) =>
        System.Text.Json.JsonElement.Parse(message).GetProperty("commit").GetProperty("record").GetRawText();

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
}
