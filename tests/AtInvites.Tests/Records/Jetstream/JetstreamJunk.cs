using System.Net.WebSockets;
using AtInvites.Records.Jetstream;

namespace AtInvites.Tests.Records.Jetstream;

/// <summary>A message that tells nothing.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Text">What is sent.</param>
/// <param name="Type">How.</param>
internal sealed record JetstreamJunk(JetstreamSkip Reason, string Text, WebSocketMessageType Type = WebSocketMessageType.Text)
{
    public static IEnumerable<JetstreamJunk> All(JetstreamStory story)
    {
        yield return new(JetstreamSkip.Binary, story.Invited(1), WebSocketMessageType.Binary);
        yield return new(JetstreamSkip.TooLarge, story.Identity().PadRight(1024 * 1024));
        yield return new(JetstreamSkip.TooLarge, new string('a', 262_145));
        yield return new(JetstreamSkip.TooLarge, new string('b', 300_000), WebSocketMessageType.Binary);
        foreach (var text in Broken(story)) yield return new(JetstreamSkip.BrokenJson, text);
        foreach (var text in Misshapen(story)) yield return new(JetstreamSkip.WrongShape, text);
        yield return new(JetstreamSkip.UnknownKind, story.Invited(1).Replace("\"kind\":\"commit\"", "\"kind\":\"sync\""));
        yield return new(JetstreamSkip.UnknownOperation, story.Invited(1, "upsert"));
        yield return new(JetstreamSkip.UnknownOperation, story.Invited(1, "CREATE"));
        yield return new(
            JetstreamSkip.WrongFormat, story.Invited(1).Replace("\"did:plc:alice\",\"time", "\"alice.test\",\"time"));
        yield return new(JetstreamSkip.WrongFormat, story.Invited(1).Replace("\"collection\":\"blue.", "\"collection\":\"blue!"));
        yield return new(JetstreamSkip.WrongFormat, story.Invited(1).Replace("\"rkey\":\"", "\"rkey\":\"../"));
        yield return new(JetstreamSkip.WrongFormat, story.Invited(1).Replace("\"rev\":\"", "\"rev\":\"z"));
        yield return new(JetstreamSkip.WrongFormat, story.Invited(1).Replace("\"cid\":\"", "\"cid\":\"Q"));
        yield return new(JetstreamSkip.Future, story.Identity(story.Now + 900_000_001));
        yield return new(JetstreamSkip.Future, story.Invited(1).Replace("\"time_us\":", "\"time_us\":9"));
    }

    private static string[] Broken(JetstreamStory story) =>
    [
        "", " ", "{", "}", "null{", "hello", "{\"did\":", story.Invited(1)[..^1], story.Invited(1) + "}", story.Invited(1) + " 1",
        story.Invited(1).Replace("\"kind\"", "kind"), "[[[[", new string('[', 100_000), "{\"a\":01}", "\u0000", "{'did':1}",
    ];

    private static string[] Misshapen(JetstreamStory story) =>
    [
        "null", "1", "\"did\"", "[]", "[{}]", "{}", "{\"did\":\"did:plc:alice\"}",
        story.Invited(1).Replace("time_us", "timeUs"), story.Invited(1).Replace("\"time_us\":", "\"time_us\":-"),
        story.Invited(1).Replace("\"time_us\":", "\"time_us\":0.").Replace("0.0", "0."), story.Identity(0),
        story.Identity(1).Replace("\"time_us\":1", "\"time_us\":\"1\""),
        story.Identity(1).Replace(":1,", ":99999999999999999999,"),
        story.Invited(1).Replace("\"kind\":\"commit\"", "\"kind\":null"),
        story.Invited(1).Replace("\"commit\":{", "\"commits\":{"),
        $"{{\"did\":\"did:plc:alice\",\"time_us\":{story.Now},\"kind\":\"commit\",\"commit\":[]}}",
        story.Invited(1).Replace("\"did\":\"did:plc:alice\"", "\"did\":[{}]"), story.Invited(1).Replace("\"rkey\"", "\"key\""),
        story.Invited(1).Replace("\"rev\"", "\"version\""), story.Invited(1).Replace("\"operation\"", "\"op\""),
        story.Invited(1).Replace("\"collection\"", "\"nsid\""), story.Invited(1).Replace("\"cid\"", "\"CID\""),
        story.Invited(1).Replace("\"record\":{", "\"Record\":{"),
        story.Invited(1).Replace("\"record\":{", "\"record\":null,\"r\":{"),
        story.Invited(1).Replace("\"rkey\":\"", "\"rkey\":\"\\ud800"),
    ];
}
