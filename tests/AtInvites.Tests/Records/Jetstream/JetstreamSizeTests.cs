using System.Text;
using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Records.Jetstream;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>Records that nobody reads, written by their author so that what they overwrite stays.</summary>
public sealed class JetstreamSizeTests
{
    private readonly ManualClock _clock = new();
    private readonly JetstreamStory _story;

    public JetstreamSizeTests() => _story = new(_clock);

    [Theory]
    [InlineData(300_000, 1, 1)]
    [InlineData(1_000_000, 1, 1)]
    [InlineData(1_000, 400, 0)]
    [InlineData(1_000, 20_000, 0)]
    public async Task A_record_too_large_or_too_deep_ends_what_it_overwrites(int length, int depth, int skipped)
    {
        await using var server = await JetstreamServer.StartAsync();
        await using var host = await JetstreamHost.StartAsync(server, _clock);
        var session = await server.NextAsync();
        foreach (var i in (int[])[1, 2]) await session.SendAsync(_story.Invited(i), _story.Answered(i));
        foreach (var i in (int[])[1, 2]) await host.UntilAsync(i, HandshakeState.Accepted);

        await session.SendAsync(Spoiled(_story.Invited(1, "update"), length, depth));
        await session.SendAsync(Spoiled(_story.Answered(2, operation: "update"), length, depth));

        await host.UntilAsync(1, HandshakeState.Revoked);
        await host.UntilAsync(2, HandshakeState.Pending);
        Assert.Equal(2 * skipped, host.Skipped("too_large"));
        Assert.Equal(2, host.Meters.Of("atinvites.records.refused reason=broken_lexicon"));
        Assert.Equal(0, host.Skipped("broken_json"));
        await session.SendAsync(_story.Answered(2, operation: "update"), _story.Invited(1, "update"));
        await host.UntilAsync(2, HandshakeState.Accepted);
        Assert.Empty(host.Logs.With(7010));
    }

    [Fact]
    public void A_message_cut_anywhere_tells_of_its_record_or_of_nothing()
    {
        var reader = new JetstreamReader(
            new([RecordFamily.Chive, RecordFamily.Registry]), new(), _clock);
        var text = _story.Invited(1, "update");
        var bytes = Encoding.UTF8.GetBytes(text);
        var named = text.IndexOf("\"record\"", StringComparison.Ordinal) - 1;

        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var (skip, time, told, kept) = reader.ReadBeginning(bytes.AsSpan(0, cut));
            Assert.Equal((JetstreamSkip.TooLarge, 0), (skip, kept));
            Assert.Equal(cut >= named, told is not null);
            if (told is null) continue;
            Assert.Equal((_story.Time, JetstreamStory.Invite(1)), (time!.Value, told.Uri));
            Assert.Equal((RecordOperation.Update, null, null), (told.Operation, told.Cid, told.Record));
            Assert.Equal(Tid.From(_story.Time, 7), told.Rev);
        }
    }

    private static string Spoiled(string message, int length, int depth)
    {
        var record = JsonNode.Parse(message)!["commit"]!["record"]!.ToJsonString();
        var nested = new string('[', depth) + new string(']', depth);
        return message.Replace(
            record, $"{record[..^1]},\"more\":\"{new string('x', length)}\",\"deep\":{nested}}}", StringComparison.Ordinal);
    }
}
