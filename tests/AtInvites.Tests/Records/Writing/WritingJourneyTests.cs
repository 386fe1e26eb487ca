using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;

namespace AtInvites.Tests.Records.Writing;

/// <summary>What is written is what the index reads, from invite to revocation.</summary>
public sealed class WritingJourneyTests
{
    private static readonly Did Bob = WritingHost.Bob;

    private static CancellationToken Token => WritingHost.Token;

    [Fact]
    public async Task A_list_of_the_registry_is_shared_resent_declined_left_and_taken_back()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.AcceptAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.ResendAsync(invite, null, Token));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.DeclineAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Declined, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.AcceptAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));
        Assert.Equal(2, host.Pds.Records.Count);

        Done(RecordWriteStatus.Deleted, await host.Records.LeaveAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.AcceptAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));

        Done(RecordWriteStatus.Deleted, await host.Records.RevokeAsync(invite, Token));
        Assert.Equal(HandshakeState.Revoked, await host.StateAsync(invite));
    }

    [Fact]
    public async Task A_paper_is_shared_accepted_left_resent_accepted_and_taken_back()
    {
        await using var host = await WritingHost.StartAsync();
        var order = WritingHost.Chive() with
        {
            Role = "co-author",
            Message = "Will you?",
            ExpiresAt = host.Now.AddDays(7),
        };
        var invite = await host.InviteAsync(order);
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.AcceptAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));
        var found = await host.Handshakes.FindCollaboratorAsync(WritingHost.Paper, Bob, null, host.Now, Token);
        Assert.Equal(("co-author", "Will you?"), (found?.Terms.Role, found?.Terms.Message));

        Done(RecordWriteStatus.Deleted, await host.Records.LeaveAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));

        host.Clock.Advance(TimeSpan.FromDays(8));
        Assert.Equal(HandshakeState.Expired, await host.StateAsync(invite));
        Done(RecordWriteStatus.Written, await host.Records.ResendAsync(invite, host.Now.AddDays(7), Token));
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.AcceptAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));

        Done(RecordWriteStatus.Deleted, await host.Records.RevokeAsync(invite, Token));
        Assert.Equal(HandshakeState.Revoked, await host.StateAsync(invite));
    }

    [Fact]
    public async Task An_acceptance_of_terms_that_were_edited_since_is_made_again()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Registry());
        await host.Records.AcceptAsync(invite, Bob, Token);
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));

        var edited = host.Pds.Records[invite].GetRawText().Replace("\"list\":", "\"note\":\"other terms\",\"list\":");
        host.Pds.Write(invite, edited);
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));

        Done(RecordWriteStatus.Written, await host.Records.AcceptAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));
        Assert.Equal(2, (await host.Handshakes.ListAnswersAsync(invite, Bob, Token)).Count);

        Done(RecordWriteStatus.Deleted, await host.Records.LeaveAsync(invite, Bob, Token));
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));
        Assert.Equal([invite], host.Pds.Records.Keys);
    }

    [Fact]
    public async Task An_acceptance_of_another_version_is_replaced_by_one_of_the_version_that_stands()
    {
        await using var host = await WritingHost.StartAsync();
        var invite = await host.InviteAsync(WritingHost.Chive());
        var first = await host.Records.AcceptAsync(invite, Bob, Token);
        await host.IndexAsync();
        host.Pds.Write(invite, host.Pds.Records[invite].GetRawText().Replace("\"invitee\":", "\"role\":\"editor\",\"invitee\":"));
        Assert.Equal(HandshakeState.Pending, await host.StateAsync(invite));

        var second = await host.Records.AcceptAsync(invite, Bob, Token);

        Done(RecordWriteStatus.Written, second);
        Assert.Equal(first.Uri, second.Uri);
        Assert.Equal(HandshakeState.Accepted, await host.StateAsync(invite));
        Assert.Equal("putRecord", host.Pds.Requests.Last().Method);
    }

    private static void Done(RecordWriteStatus expected, RecordWriteOutcome outcome)
    {
        Assert.Equal((expected, null), (outcome.Status, outcome.Reason));
        Assert.True(outcome.IsDone);
    }
}
