using AtInvites.Records;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Writing;

/// <summary>What the index would not believe is not written, and what the PDS would be asked for nothing.</summary>
public sealed class WritingRefusalTests
{
    private static readonly Did Bob = WritingHost.Bob;

    public static TheoryData<string, RecordWriteStatus> BadOrders => new()
    {
        { "subject of somebody else", RecordWriteStatus.ForeignSubject },
        { "subject by handle", RecordWriteStatus.ForeignSubject },
        { "no subject", RecordWriteStatus.InvalidRecord },
        { "no invitee", RecordWriteStatus.InvalidRecord },
        { "no subject CID", RecordWriteStatus.InvalidRecord },
        { "message of 501 bytes", RecordWriteStatus.InvalidRecord },
        { "message of 201 graphemes", RecordWriteStatus.InvalidRecord },
        { "key that is no TID", RecordWriteStatus.InvalidRecord },
        { "key from the future", RecordWriteStatus.InvalidRecord },
        { "expired", RecordWriteStatus.PastExpiry },
        { "expires now", RecordWriteStatus.PastExpiry },
        { "role in the registry", RecordWriteStatus.NotInFamily },
        { "message in the registry", RecordWriteStatus.NotInFamily },
        { "subject CID in the registry", RecordWriteStatus.NotInFamily },
    };

    private static CancellationToken Token => WritingHost.Token;

    [Theory]
    [MemberData(nameof(BadOrders))]
    public async Task A_bad_invite_is_refused_and_nothing_is_written(string fault, RecordWriteStatus expected)
    {
        await using var host = await WritingHost.StartAsync();

        var outcome = await host.Records.InviteAsync(Order(fault, host.Now), Token);

        Assert.Equal(expected, outcome.Status);
        Assert.False(outcome.IsDone);
        Assert.NotEmpty(outcome.Reason!);
        Assert.DoesNotContain(host.Pds.Requests, request => request.Method != "getRecord");
        Assert.Empty(host.Pds.Records);
    }

    [Theory]
    [InlineData("subject of somebody else")]
    [InlineData("no invitee")]
    [InlineData("key that is no TID")]
    [InlineData("key from the future")]
    public async Task Of_a_bad_invite_a_pds_hears_nothing_at_all(string fault)
    {
        await using var host = await WritingHost.StartAsync();
        var order = Order(fault, host.Now);

        await host.Records.InviteAsync(order with { RecordKey = order.RecordKey ?? RecordKey.Parse("3lkey22222222") }, Token);

        Assert.Empty(host.Pds.Requests);
    }

    [Fact]
    public async Task An_order_of_a_family_that_the_host_lacks_is_the_hosts_fault()
    {
        await using var host = await WritingHost.StartAsync(null, RecordFamily.Registry);

        var fault = await Assert.ThrowsAsync<ArgumentException>(async () =>
            await host.Records.InviteAsync(WritingHost.Chive(), Token));

        Assert.Contains("AddRecordInvites", fault.Message);
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_is_never_sent()
    {
        await using var host = await WritingHost.StartAsync();

        var outcome = await host.Records.InviteAsync(WritingHost.Chive() with { Message = "half \ud83d" }, Token);

        Assert.Equal(RecordWriteStatus.InvalidRecord, outcome.Status);
        Assert.Empty(host.Pds.Requests);
    }

    [Fact]
    public async Task Only_the_invitee_answers()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        host.TakeRequests();

        Assert.Equal(RecordWriteStatus.NotInvitee, (await host.Records.AcceptAsync(invite, WritingHost.Alice, Token)).Status);
        Assert.Equal(RecordWriteStatus.NotInvitee, (await host.Records.DeclineAsync(invite, WritingHost.Carol, Token)).Status);
        Assert.Empty(host.Pds.Requests);
    }

    [Theory]
    [InlineData("at://did:plc:alice/blue.registry.invite/3lnone2222222")]
    [InlineData("at://alice.example.com/blue.registry.invite/3lnone2222222")]
    [InlineData("at://did:plc:alice/blue.registry.invite")]
    [InlineData("at://did:plc:alice/blue.registry.inviteResponse/3lnone2222222")]
    [InlineData("at://did:plc:alice/com.example.invite/3lnone2222222")]
    [InlineData("at://did:plc:alice/blue.registry.invite/3lnone2222222#/list")]
    [InlineData("at://did:plc:alice")]
    public async Task What_is_no_invite_is_neither_answered_nor_resent(string text)
    {
        await using var host = await WritingHost.StartAsync();
        var invite = AtUri.Parse(text);

        Assert.Equal(RecordWriteStatus.UnknownInvite, (await host.Records.AcceptAsync(invite, Bob, Token)).Status);
        Assert.Equal(RecordWriteStatus.UnknownInvite, (await host.Records.DeclineAsync(invite, Bob, Token)).Status);
        Assert.Equal(RecordWriteStatus.UnknownInvite, (await host.Records.ResendAsync(invite, null, Token)).Status);
        Assert.Empty(host.Pds.Records);
        Assert.DoesNotContain(host.Pds.Requests, request => request.Method != "getRecord");
    }

    [Theory]
    [InlineData("at://alice.example.com/blue.registry.invite/3lnone2222222")]
    [InlineData("at://did:plc:alice/app.bsky.feed.post/3lnone2222222")]
    [InlineData("at://did:plc:alice/blue.registry.invite")]
    public async Task Nothing_but_invites_is_revoked_or_left(string text)
    {
        await using var host = await WritingHost.StartAsync();
        var invite = AtUri.Parse(text);

        Assert.Equal(RecordWriteStatus.UnknownInvite, (await host.Records.RevokeAsync(invite, Token)).Status);
        Assert.Equal(RecordWriteStatus.UnknownInvite, (await host.Records.LeaveAsync(invite, Bob, Token)).Status);
        Assert.Empty(host.Pds.Requests);
    }

    [Fact]
    public async Task A_revoked_invite_is_neither_accepted_nor_declined()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        await host.Records.RevokeAsync(invite, Token);
        await host.IndexAsync();

        Assert.Equal(RecordWriteStatus.Revoked, (await host.Records.AcceptAsync(invite, Bob, Token)).Status);
        Assert.Equal(RecordWriteStatus.Revoked, (await host.Records.DeclineAsync(invite, Bob, Token)).Status);
        Assert.Empty(host.Pds.Records);
    }

    [Fact]
    public async Task An_expired_invite_is_not_accepted_but_may_be_declined()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        host.Clock.Advance(TimeSpan.FromHours(72));

        Assert.Equal(RecordWriteStatus.Expired, (await host.Records.AcceptAsync(invite, Bob, Token)).Status);
        Assert.Equal(RecordWriteStatus.Written, (await host.Records.DeclineAsync(invite, Bob, Token)).Status);
        await host.IndexAsync();
        Assert.Equal(RecordWriteStatus.Expired, (await host.Records.AcceptAsync(invite, Bob, Token)).Status);
    }

    [Fact]
    public async Task A_family_without_a_decline_says_so()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Chive());

        var outcome = await host.Records.DeclineAsync(invite, Bob, Token);

        Assert.Equal(RecordWriteStatus.NotInFamily, outcome.Status);
        Assert.Contains("pub.chive.collaboration", outcome.Reason!);
        Assert.Equal([invite], host.Pds.Records.Keys);
    }

    private static RecordInviteOrder Order(string fault, DateTimeOffset now)
    {
        var (chive, registry) = (WritingHost.Chive(), WritingHost.Registry());
        return fault switch
        {
            "subject of somebody else" => chive with { Subject = AtUri.Parse("at://did:plc:carol/com.example.list/3lx") },
            "subject by handle" => registry with { Subject = AtUri.Parse("at://alice.example.com/com.example.list/3lx") },
            "no subject" => registry with { Subject = default },
            "no invitee" => chive with { Invitee = default },
            "no subject CID" => chive with { SubjectCid = null },
            "message of 501 bytes" => chive with { Message = new('x', 501) },
            "message of 201 graphemes" => chive with { Message = new('x', 201) },
            "key that is no TID" => chive with { RecordKey = RecordKey.Parse("self") },
            "key from the future" => registry with { RecordKey = Key(now.AddMinutes(16)) },
            "expired" => chive with { ExpiresAt = now.AddDays(-1) },
            "expires now" => registry with { ExpiresAt = now },
            "role in the registry" => registry with { Role = "editor" },
            "message in the registry" => registry with { Message = "Hello" },
            _ => registry with { SubjectCid = WritingHost.PaperCid },
        };
    }

    private static RecordKey Key(DateTimeOffset time) =>
        RecordKey.Parse(Tid.From(time.ToUnixTimeMilliseconds() * 1000, 1).Value);
}
