using System.Globalization;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Jetstream;

public sealed class JetstreamFlowTests
{
    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;

    public JetstreamFlowTests() => _story = new(_clock);

    [Fact]
    public async Task The_first_start_asks_for_the_collections_of_the_families_from_now_on()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);

        var session = await server.NextAsync();

        Assert.Equal(
            RecordFamily.Chive.Answers.Concat(RecordFamily.Registry.Answers).Select(answer => answer.Collection.Value)
                .Append(RecordFamily.Chive.Invite.Collection.Value).Append(RecordFamily.Registry.Invite.Collection.Value)
                .Order(StringComparer.Ordinal),
            session.Collections);
        Assert.Equal(["wantedCollections"], session.Parameters);
        Assert.Equal(_story.Now, await host.CursorAsync());
        Assert.Equal($"jetstream:127.0.0.1:{server.Port}", host.Source.Name);
    }

    [Fact]
    public async Task Creations_edits_and_deletions_change_handshakes()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();

        await session.SendAsync(_story.Invited(1));
        await host.UntilAsync(1, HandshakeState.Pending);
        await session.SendAsync(_story.Answered(1));
        await host.UntilAsync(1, HandshakeState.Accepted);
        await session.SendAsync(_story.Invited(1, "update", list: "two"));
        await host.UntilAsync(1, HandshakeState.Pending);
        await session.SendAsync(_story.Answered(1, "declined", "update"));
        await host.UntilAsync(1, HandshakeState.Declined);
        await session.SendAsync(_story.Deleted(JetstreamStory.Bob, JetstreamStory.Responses, 1));
        await host.UntilAsync(1, HandshakeState.Pending);
        await session.SendAsync(_story.Deleted(JetstreamStory.Alice, JetstreamStory.Invites, 1));
        await host.UntilAsync(1, HandshakeState.Revoked);

        await host.UntilCountedAsync(6);
        Assert.DoesNotContain(host.Meters.Totals, total => total.Contains("skipped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_in_many_frames_and_of_the_longest_size_arrive_whole()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock, options => options.MaxMessageBytes = 40_000);
        var session = await server.NextAsync();

        await session.SendInPartsAsync(_story.Invited(1), size: 7);
        await session.SendInPartsAsync(_story.Answered(1).PadRight(40_000), size: 16_384);

        await host.UntilAsync(1, HandshakeState.Accepted);
        await session.SendAsync(_story.Answered(1, "declined", "update").PadRight(40_001));
        await Polling.Until(() => host.Skipped("too_large") == 1);
        await host.UntilAsync(1, HandshakeState.Pending);
    }

    [Fact]
    public async Task What_is_about_other_things_moves_the_cursor_every_five_seconds_at_most()
    {
        await using var server = await JetstreamServer.StartAsync();
        var writes = new CountingRecords();
        await using var host = await JetstreamHost.StartAsync(
            server, _clock, around: stores => stores with { Records = writes.Around(stores.Records) });
        var session = await server.NextAsync();

        for (var i = 0; i < 2000; i++) await session.SendAsync(_story.Identity());
        await Polling.Until(() => Received(host) == 2000);
        Assert.Equal(1, writes.Count);

        _clock.Advance(TimeSpan.FromSeconds(5));
        await session.SendAsync(
            _story.Commit(JetstreamStory.Bob, "app.bsky.feed.like", "create", "3k", new() { ["$type"] = "app.bsky.feed.like" }));
        await Polling.Until(() => writes.Count == 2);
        Assert.Equal(0, host.Meters.Of("atinvites.records.events"));
    }

    [Fact]
    public async Task The_cursor_goes_with_the_events_and_never_past_the_clock()
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        await host.UntilCursorAsync(_story.Now);

        _clock.Advance(TimeSpan.FromHours(1));
        await session.SendAsync(_story.Identity(_story.Now - 3), _story.Invited(1));
        await host.UntilAsync(1, HandshakeState.Pending);
        await host.UntilCursorAsync(_story.Now - 3);

        // A server's clock may be a little ahead.
        await session.SendAsync(_story.Identity(_story.Now + 60_000_000), _story.Invited(2));
        await host.UntilAsync(2, HandshakeState.Pending);
        Assert.Equal(_story.Now.ToString(CultureInfo.InvariantCulture), $"{await host.CursorAsync()}");
    }

    private static long Received(JetstreamHost host) =>
        host.Meters.Of($"atinvites.records.received source={host.Source.Name}");
}
