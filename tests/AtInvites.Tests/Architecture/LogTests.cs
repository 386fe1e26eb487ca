namespace AtInvites.Tests.Architecture;

public sealed class LogTests
{
    [Fact]
    public void Every_event_id_is_of_one_message() => SourceTree.Holds(LogRules.Check(SourceTree.Shipped));

    [Fact]
    public void Every_message_has_an_id() => Assert.All(
        SourceTree.Shipped.SelectMany(LogRules.Places), place => Assert.True(place.Id.Length == 4, place.Where));

    [Fact]
    public void An_id_of_two_messages_is_found()
    {
        SourceFile[] files =
            [new("src/A.cs", "[LoggerMessage(1, LogLevel.Debug)]"), new("src/B.cs", "[LoggerMessage(1,\n LogLevel.Debug)]")];
        Assert.Equal(["event id 1 is of 2 messages: src/A.cs:1, src/B.cs:1"], LogRules.Check(files));
        Assert.Empty(LogRules.Check(files[..1]));
    }
}
