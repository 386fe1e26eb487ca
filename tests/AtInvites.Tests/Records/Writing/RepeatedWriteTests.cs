using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.AspNetCore.Http;

namespace AtInvites.Tests.Records.Writing;

/// <summary>Calls that are made again, because nobody heard of the first or the index has not seen it.</summary>
public sealed class RepeatedWriteTests
{
    private static readonly Did Bob = WritingHost.Bob;
    private static readonly RecordKey Key = RecordKey.Parse("3lkey22222222");

    private static CancellationToken Token => WritingHost.Token;

    [Fact]
    public async Task An_invite_whose_answer_was_lost_is_not_written_twice_under_its_key()
    {
        await using var host = await WritingHost.StartAsync();
        var order = WritingHost.Registry() with { RecordKey = Key };
        host.Pds.Instead["createRecord"] = Lose;
        await Assert.ThrowsAsync<HttpRequestException>(async () => await host.Records.InviteAsync(order, Token));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var repeat = await host.Records.InviteAsync(order, Token);

        var invite = Assert.Single(host.Pds.Records);
        Assert.Equal((RecordWriteStatus.Unchanged, invite.Key), (repeat.Status, repeat.Uri));
        Assert.Equal(RepoServer.CidOf(invite.Value), repeat.Cid);
    }

    [Fact]
    public async Task Another_invite_under_a_key_that_is_taken_is_refused()
    {
        await using var host = await WritingHost.StartAsync();
        var order = WritingHost.Registry() with { RecordKey = Key, ExpiresAt = host.Now.AddDays(1) };
        Assert.Equal(RecordWriteStatus.Written, (await host.Records.InviteAsync(order, Token)).Status);

        var toCarol = await host.Records.InviteAsync(order with { Invitee = WritingHost.Carol }, Token);
        var longer = await host.Records.InviteAsync(order with { ExpiresAt = host.Now.AddDays(2) }, Token);

        Assert.Equal((RecordWriteStatus.KeyTaken, RecordWriteStatus.KeyTaken), (toCarol.Status, longer.Status));
        Assert.Equal(RecordWriteStatus.Unchanged, (await host.Records.InviteAsync(order, Token)).Status);
    }

    [Fact]
    public async Task Without_a_key_every_call_is_an_invite()
    {
        await using var host = await WritingHost.StartAsync();

        Assert.NotEqual(await host.InviteAsync(WritingHost.Chive()), await host.InviteAsync(WritingHost.Chive()));
    }

    [Fact]
    public async Task An_acceptance_whose_answer_was_lost_is_found_before_the_index_has_it()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        host.Pds.Instead["createRecord"] = Lose;
        await Assert.ThrowsAsync<HttpRequestException>(async () => await host.Records.AcceptAsync(invite, Bob, Token));

        var repeat = await host.Records.AcceptAsync(invite, Bob, Token);

        Assert.Equal(RecordWriteStatus.Unchanged, repeat.Status);
        Assert.Equal(2, host.Pds.Records.Count);
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));
    }

    [Fact]
    public async Task An_invite_that_is_accepted_already_is_answered_from_the_index()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Chive());
        var first = await host.Records.AcceptAsync(invite, Bob, Token);
        await host.IndexAsync();
        host.TakeRequests();

        var repeat = await host.Records.AcceptAsync(invite, Bob, Token);

        Assert.Equal((RecordWriteStatus.Unchanged, first.Uri), (repeat.Status, repeat.Uri));
        Assert.Empty(host.Pds.Requests);
    }

    [Fact]
    public async Task An_answer_that_the_index_has_not_seen_is_replaced_and_left()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        var yes = await host.Records.AcceptAsync(invite, Bob, Token);
        var no = await host.Records.DeclineAsync(invite, Bob, Token);
        Assert.Equal((RecordWriteStatus.Written, yes.Uri), (no.Status, no.Uri));

        Assert.Equal(RecordWriteStatus.Deleted, (await host.Records.LeaveAsync(invite, Bob, Token)).Status);

        Assert.Equal([invite], host.Pds.Records.Keys);
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));
        Assert.Equal(RecordWriteStatus.Unchanged, (await host.Records.LeaveAsync(invite, Bob, Token)).Status);
    }

    [Fact]
    public async Task Answers_to_two_invites_of_one_key_stand_side_by_side()
    {
        await using var host = await WritingHost.StartAsync();
        var first = await host.InviteAsync(WritingHost.Registry() with { RecordKey = Key });
        var second = AtUri.Parse($"at://did:plc:carol/blue.registry.invite/{Key}");
        host.Pds.Write(second, host.Pds.Records[first].GetRawText().Replace("did:plc:alice", "did:plc:carol"));
        await host.IndexAsync();

        var one = await host.Records.AcceptAsync(first, Bob, Token);
        var other = await host.Records.AcceptAsync(second, Bob, Token);

        Assert.NotEqual(one.Uri, other.Uri);
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(first));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(second));
        await host.Records.LeaveAsync(second, Bob, Token);
        Assert.True(host.Pds.Records.ContainsKey(one.Uri!.Value));
        Assert.False(host.Pds.Records.ContainsKey(other.Uri!.Value));
    }

    [Fact]
    public async Task An_invite_whose_key_lies_in_the_future_is_answered_under_another()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = AtUri.Parse("at://did:plc:alice/blue.registry.invite/7zzzzzzzzzzzz");
        var written = await host.InviteAsync(WritingHost.Registry());
        host.Pds.Write(invite, host.Pds.Records[written].GetRawText());
        await host.IndexAsync();

        var outcome = await host.Records.AcceptAsync(invite, Bob, Token);

        Assert.Equal(RecordWriteStatus.Written, outcome.Status);
        Assert.NotEqual(invite.RecordKey, outcome.Uri!.Value.RecordKey);
    }

    [Fact]
    public async Task A_revocation_is_the_same_when_made_again()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Chive());

        var first = await host.Records.RevokeAsync(invite, Token);

        Assert.Equal(RecordWriteStatus.Deleted, first.Status);
        Assert.Equal(first, await host.Records.RevokeAsync(invite, Token));
    }

    private static async Task Lose(HttpContext context, Func<Task> run)
    {
        // The work is done and its answer kept from the wire.
        var body = context.Response.Body;
        context.Response.Body = Stream.Null;
        await run();
        context.Response.Body = body;
        context.Abort();
    }
}
