using System.Text.Json;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Writing;

public sealed class ResendTests
{
    private static CancellationToken Token => WritingHost.Token;

    [Fact]
    public async Task Only_the_times_of_sending_and_expiry_change_and_what_is_unknown_stays()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        var before = host.Pds.Records[invite];
        host.Pds.Write(invite, before.GetRawText().Replace(
            "\"list\":", """ "color":{"name":"blue","big":9007199254740993,"none":null},"list": """));
        host.Clock.Advance(TimeSpan.FromHours(1));

        await host.Records.ResendAsync(invite, null, Token);

        var after = host.Pds.Records[invite];
        Assert.Equal(
            ["$type", "color", "list", "collaborator", "createdAt", "expiresAt", "resentAt"],
            after.EnumerateObject().Select(member => member.Name));
        Assert.Equal("""{"name":"blue","big":9007199254740993,"none":null}""", after.GetProperty("color").GetRawText());
        Assert.Equal(before.GetProperty("createdAt").GetString(), after.GetProperty("createdAt").GetString());
        Assert.Equal(AtDatetime.From(host.Now).Value, after.GetProperty("resentAt").GetString());
        Assert.Equal(AtDatetime.From(host.Now.AddHours(72)).Value, after.GetProperty("expiresAt").GetString());
    }

    [Fact]
    public async Task An_expiry_after_the_lifetime_is_not_cut_short()
    {
        await using var host = await WritingHost.StartAsync();
        var expiry = host.Now.AddDays(30);
        var invite = await host.InviteAsync(WritingHost.Registry() with { ExpiresAt = expiry });

        await host.Records.ResendAsync(invite, null, Token);

        Assert.Equal(AtDatetime.From(expiry).Value, host.Pds.Records[invite].GetProperty("expiresAt").GetString());
    }

    [Fact]
    public async Task An_acceptance_of_this_very_version_is_not_thrown_away()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Chive());
        await host.Records.AcceptAsync(invite, WritingHost.Bob, Token);
        await host.IndexAsync();

        var outcome = await host.Records.ResendAsync(invite, host.Now.AddDays(1), Token);

        Assert.Equal(RecordWriteStatus.AcceptedAsItIs, outcome.Status);
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));
    }

    [Fact]
    public async Task Sending_again_without_a_change_is_refused()
    {
        await using var host = await WritingHost.StartAsync();
        var expiry = host.Now.AddDays(1);
        var invite = await host.InviteAsync(WritingHost.Chive() with { ExpiresAt = expiry });

        Assert.Equal(RecordWriteStatus.NothingToChange, (await host.Records.ResendAsync(invite, null, Token)).Status);
        Assert.Equal(RecordWriteStatus.NothingToChange, (await host.Records.ResendAsync(invite, expiry, Token)).Status);
        Assert.Equal(RecordWriteStatus.PastExpiry, (await host.Records.ResendAsync(invite, host.Now, Token)).Status);
        Assert.Equal(RecordWriteStatus.Written, (await host.Records.ResendAsync(invite, expiry.AddDays(1), Token)).Status);
    }

    [Theory]
    [InlineData("2099-01-01T00:00:00Z")]
    [InlineData("2099-01-01T00:00:00.123456Z")]
    [InlineData("2099-01-01T02:00:00.000+02:00")]
    public async Task An_expiry_that_stays_is_not_written_anew(string expiry)
    {
        await using var host = await WritingHost.StartAsync();
        var chive = await host.InviteAsync(WritingHost.Chive() with { ExpiresAt = host.Now.AddDays(1) });
        var registry = await host.InviteAsync(WritingHost.Registry());
        foreach (var invite in new[] { chive, registry })
        {
            var record = host.Pds.Records[invite];
            host.Pds.Write(invite, record.GetRawText().Replace(record.GetProperty("expiresAt").GetString()!, expiry));
        }

        var unchanged = await host.Records.ResendAsync(chive, null, Token);
        var resent = await host.Records.ResendAsync(registry, null, Token);

        Assert.Equal((RecordWriteStatus.NothingToChange, RecordWriteStatus.Written), (unchanged.Status, resent.Status));
        Assert.Equal(expiry, host.Pds.Records[registry].GetProperty("expiresAt").GetString());
    }

    [Fact]
    public async Task An_invite_that_was_edited_meanwhile_is_not_written_over()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        var edited = host.Pds.Records[invite].GetRawText().Replace("did:plc:bob", "did:plc:carol");
        host.Pds.Instead["putRecord"] = async (_, run) =>
        {
            host.Pds.Write(invite, edited);
            await run();
        };

        var outcome = await host.Records.ResendAsync(invite, null, Token);

        Assert.Equal("InvalidSwap", outcome.Error?.Error);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(edited), host.Pds.Records[invite]));
    }

    [Theory]
    [InlineData("""{"$type":"blue.registry.invite","list":"at://did:plc:alice/com.example.list/3lx"}""")]
    [InlineData("[1]")]
    public async Task What_is_no_invite_is_not_made_one(string record)
    {
        await using var host = await WritingHost.StartAsync();
        var invite = AtUri.Parse("at://did:plc:alice/blue.registry.invite/3lbroken22222");
        host.Pds.Write(invite, record);

        var outcome = await host.Records.ResendAsync(invite, null, Token);

        Assert.Equal(RecordWriteStatus.InvalidRecord, outcome.Status);
        Assert.DoesNotContain(host.Pds.Requests, request => request.Method == "putRecord");
    }
}
