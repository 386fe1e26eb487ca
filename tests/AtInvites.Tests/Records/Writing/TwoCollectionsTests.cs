using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Writing;

/// <summary>An invented family that says yes and no in two collections, and whose records have keys of any kind.</summary>
public sealed class TwoCollectionsTests
{
    private const string Answer = """
        {"lexicon":1,"id":"com.example.choir.NAME","defs":{"main":{"type":"record","key":"any","record":{"type":"object",
        "required":["to","createdAt"],"properties":{"to":{"type":"string","format":"at-uri"},
        "createdAt":{"type":"string","format":"datetime"}}}}}}
        """;

    private static readonly RecordFamily Choir = new()
    {
        Name = "com.example.choir",
        Invite = new()
        {
            Collection = Nsid.Parse("com.example.choir.invite"),
            Subject = "choir/place/uri",
            Invitee = "singer",
            ResentAt = "remindedAt",
        },
        Answers =
        [
            new() { Collection = Nsid.Parse("com.example.choir.yes"), Invite = "to" },
            new() { Collection = Nsid.Parse("com.example.choir.no"), Invite = "to", Means = AnswerKind.Declined },
        ],
    };

    private static CancellationToken Token => WritingHost.Token;

    [Fact]
    public async Task The_latest_of_yes_and_no_decides_and_leaving_deletes_both()
    {
        await using var host = await WritingHost.StartAsync(AddLexicons, Choir);
        var order = new RecordInviteOrder
        {
            Family = Choir,
            Inviter = WritingHost.Alice,
            Subject = WritingHost.Paper,
            Invitee = WritingHost.Bob,
            RecordKey = RecordKey.Parse("spring-concert"),
        };
        var invite = await host.InviteAsync(order);
        Assert.Equal(WritingHost.Paper.Value, host.Pds.Records[invite]
            .GetProperty("choir").GetProperty("place").GetProperty("uri").GetString());

        await host.Records.AcceptAsync(invite, WritingHost.Bob, Token);
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));
        await host.Records.DeclineAsync(invite, WritingHost.Bob, Token);
        Assert.Equal(HandshakeState.Declined, await host.StateAsync(invite));
        Assert.Equal(RecordWriteStatus.Written, (await host.Records.ResendAsync(invite, null, Token)).Status);
        Assert.Equal(HandshakeState.Declined, await host.StateAsync(invite));
        Assert.Equal(
            RecordWriteStatus.NotInFamily, (await host.Records.ResendAsync(invite, host.Now.AddDays(1), Token)).Status);

        Assert.Equal(RecordWriteStatus.Deleted, (await host.Records.LeaveAsync(invite, WritingHost.Bob, Token)).Status);
        Assert.Equal([invite], host.Pds.Records.Keys);
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));
    }

    [Fact]
    public async Task Leaving_goes_on_after_a_refusal()
    {
        await using var host = await WritingHost.StartAsync(AddLexicons, Choir);
        var invite = await host.InviteAsync(new()
        {
            Family = Choir,
            Inviter = WritingHost.Alice,
            Subject = WritingHost.Paper,
            Invitee = WritingHost.Bob,
        });
        await host.Records.AcceptAsync(invite, WritingHost.Bob, Token);
        await host.IndexAsync();
        await host.Records.DeclineAsync(invite, WritingHost.Bob, Token);
        await host.IndexAsync();
        host.Pds.Instead["deleteRecord"] = async (_, run) =>
        {
            await run();
            host.Pds.Say("deleteRecord", 429, """{"error":"RateLimitExceeded"}""");
        };

        var first = await host.Records.LeaveAsync(invite, WritingHost.Bob, Token);
        var second = await host.Records.LeaveAsync(invite, WritingHost.Bob, Token);

        Assert.Equal(new(429, "RateLimitExceeded", null), first.Error);
        Assert.Equal(RecordWriteStatus.Deleted, second.Status);
        Assert.Equal([invite], host.Pds.Records.Keys);
    }

    private static void AddLexicons(AtInvites.Hosting.AtInvitesBuilder builder)
    {
        builder.AddLexicon("""
            {"lexicon":1,"id":"com.example.choir.invite","defs":{"main":{"type":"record","key":"any","record":{"type":"object",
            "required":["choir","singer","createdAt"],"properties":{"choir":{"type":"unknown"},
            "singer":{"type":"string","format":"did"},"createdAt":{"type":"string","format":"datetime"},
            "remindedAt":{"type":"string","format":"datetime"}}}}}}
            """);
        foreach (var name in new[] { "yes", "no" }) builder.AddLexicon(Answer.Replace("NAME", name));
    }
}
