using static AtInvites.Stores.Contracts.GivenRecords;

namespace AtInvites.Stores.Contracts;

/// <summary>What comes of an invite record and the records that answer it.</summary>
public abstract class RecordContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task An_invite_is_pending_until_it_is_answered_and_the_last_answer_decides()
    {
        var invite = Invite(1);
        await TellAsync(invite);
        var expected = new Handshake
        {
            Uri = invite.Uri,
            Family = Family,
            Cid = invite.Cid,
            Inviter = Inviter,
            Terms = Terms(),
            ListedAt = Given.At(1),
        };
        Assert.Equal(expected, await FindAsync());
        await AssertAsync(HandshakeState.Pending);

        await TellAsync(Answer(2));
        var answer = new Answer { Uri = AnswerUri(), Answerer = GivenRecords.Invitee, Terms = Said(), Since = Given.At(2) };
        Assert.Equal(expected with { Answer = answer }, await FindAsync());
        await AssertAsync(HandshakeState.Accepted);
        await TellAsync(Answer(3, AnswerKind.Declined));
        await AssertAsync(HandshakeState.Declined);
        Assert.Null(await CollaboratorAsync());
        await TellAsync(Answer(4));
        await AssertAsync(HandshakeState.Accepted);
        Assert.Equal(Given.At(4), (await CollaboratorAsync())?.Answer?.Since);
    }

    [Fact]
    public async Task Nothing_is_known_of_an_invite_that_nobody_told_of()
    {
        await TellAsync(Answer(1));
        Assert.Null(await FindAsync());
        await TellAsync(Refused(InviteUri(), 2), Deletion(InviteUri(), 3));
        Assert.Null(await FindAsync());
        Assert.Empty(await AllAsync(Stores, Given.At(9)));
    }

    [Fact]
    public async Task An_answer_is_none_of_another_account()
    {
        await TellAsync(Invite(1), Answer(2).At(AnswerUri("answer", Stranger)), Answer(3).At(AnswerUri("answer", Inviter)));
        await AssertAsync(HandshakeState.Pending);
        Assert.Null(await CollaboratorAsync());
        Assert.Null(await CollaboratorAsync(Stranger));
        Assert.Null(await CollaboratorAsync(Inviter));
        Assert.Equal(Stranger, Assert.Single(await AnswersAsync(Stranger)).Answerer);
        Assert.Empty(await AnswersAsync());
    }

    [Fact]
    public async Task An_answer_is_to_the_invite_that_it_names()
    {
        var other = InviteUri("other");
        await TellAsync(Invite(1), Invite(1).At(other), Answer(2, terms: Said(other)));
        await AssertAsync(HandshakeState.Pending);
        Assert.Equal(HandshakeState.Accepted, await StateAsync(invite: other));
        await TellAsync(Answer(3));
        await AssertAsync(HandshakeState.Accepted);
        Assert.Equal(HandshakeState.Pending, await StateAsync(invite: other));
    }

    [Fact]
    public async Task An_answer_for_another_subject_does_not_count()
    {
        var invite = Invite(1);
        await TellAsync(invite, Answer(2, terms: Said() with { InviteCid = invite.Cid, Subject = Subject("cellar") }));
        await AssertAsync(HandshakeState.Pending);
        Assert.Null(await CollaboratorAsync(subject: Subject("cellar")));
        await TellAsync(Answer(3, terms: Said() with { Subject = Subject("cellar") }));
        await AssertAsync(HandshakeState.Pending);
        await TellAsync(AnswerTo(invite, 4));
        await AssertAsync(HandshakeState.Accepted);
    }

    [Fact]
    public async Task An_answer_with_a_CID_is_to_that_version_alone()
    {
        var (invite, resent) = (Invite(1), Invite(3, resent: "once"));
        await TellAsync(invite, AnswerTo(invite, 2));
        await AssertAsync(HandshakeState.Accepted);
        await TellAsync(resent);
        await AssertAsync(HandshakeState.Pending);
        await TellAsync(AnswerTo(resent, 4).At(AnswerUri("new")));
        await AssertAsync(HandshakeState.Accepted);
        await TellAsync(Invite(5));
        Assert.Equal(AnswerUri(), (await HandshakeAsync()).Answer?.Uri);
    }

    [Fact]
    public async Task An_answer_with_the_CID_of_no_version_does_not_count()
    {
        await TellAsync(Invite(1), Answer(2, terms: Said() with { InviteCid = CidOf("another") }));
        await AssertAsync(HandshakeState.Pending);
    }

    [Fact]
    public async Task An_edit_of_substance_needs_a_new_answer_where_no_CID_is_named()
    {
        await TellAsync(Invite(1), Answer(2), Invite(3, Terms() with { Role = "host" }));
        await AssertAsync(HandshakeState.Pending);
        Assert.Equal("host", (await HandshakeAsync()).Terms.Role);
        await TellAsync(Invite(4));
        await AssertAsync(HandshakeState.Pending);
        await TellAsync(Answer(5).At(AnswerUri("new")));
        await AssertAsync(HandshakeState.Accepted);
    }

    [Theory]
    [InlineData(AnswerKind.Accepted, HandshakeState.Accepted)]
    [InlineData(AnswerKind.Declined, HandshakeState.Declined)]
    public async Task What_is_no_substance_may_change_under_an_answer_without_a_CID(AnswerKind kind, HandshakeState expected)
    {
        var later = Terms() with { ExpiresAt = Given.At(5_000) };
        await TellAsync(Invite(1), Answer(2, kind), Invite(3, resent: "once"), Invite(4, later), Invite(5, later, "twice"));
        await AssertAsync(expected);
        Assert.Equal(Invite(5, later, "twice").Cid, (await HandshakeAsync()).Cid);
        Assert.Equal(Given.At(1), (await HandshakeAsync()).ListedAt);
    }

    [Fact]
    public async Task An_answer_may_be_seen_before_the_first_version_of_its_invite()
    {
        await TellAsync(Answer(1));
        await TellAsync(Invite(2));
        await AssertAsync(HandshakeState.Accepted);
        await TellAsync(Invite(3, Terms() with { Role = "host" }));
        await AssertAsync(HandshakeState.Pending);
    }

    [Fact]
    public async Task An_answer_seen_with_the_edit_is_to_the_edited_invite_and_one_seen_just_before_is_not()
    {
        await TellAsync(Invite(1), Invite(5, Terms() with { Role = "host" }), Answer(5).SeenAt(4));
        await AssertAsync(HandshakeState.Pending);
        await TellAsync(Answer(6).SeenAt(5).At(AnswerUri("new")));
        await AssertAsync(HandshakeState.Accepted);
    }

    [Fact]
    public async Task An_edit_may_invite_somebody_else_to_something_else()
    {
        await TellAsync(Invite(1), Answer(2), Invite(3, Terms() with { Invitee = Stranger, Subject = Subject("cellar") }));
        Assert.Null(await CollaboratorAsync());
        await TellAsync(Answer(4).At(AnswerUri("new")), Answer(5).At(AnswerUri("answer", Stranger)));
        Assert.Null(await CollaboratorAsync());
        Assert.Equal(Stranger, (await CollaboratorAsync(Stranger, Subject("cellar")))?.Answer?.Answerer);
        var page = await ListAsync(new() { Subject = Subject(), Now = Given.At(9), Limit = 9 });
        Assert.Equal((0, 0), (page.Items.Count, page.Total));
    }

    [Fact]
    public async Task Of_several_answers_the_latest_that_counts_decides_and_the_next_one_when_it_goes()
    {
        var (no, other) = (AnswerUri("no"), AnswerUri("other"));
        await TellAsync(Invite(1), Answer(2), Answer(4, AnswerKind.Declined).At(no), Answer(3).At(other));
        await AssertAsync(HandshakeState.Declined);
        Assert.Equal([no, other, AnswerUri()], (await AnswersAsync()).Select(answer => answer.Uri));
        await TellAsync(Deletion(no, 5));
        Assert.Equal(other, (await HandshakeAsync()).Answer?.Uri);
        await TellAsync(Answer(6, AnswerKind.Declined).At(other), Answer(7).SeenAt(6).At(no));
        Assert.Equal(other, (await HandshakeAsync()).Answer?.Uri);
        await TellAsync(Deletion(other, 8), Deletion(no, 9));
        Assert.Equal(AnswerUri(), (await HandshakeAsync()).Answer?.Uri);
    }

    [Fact]
    public async Task An_answer_that_is_written_again_word_for_word_keeps_its_time()
    {
        await TellAsync(Invite(1), Answer(2), Answer(5) with { Cid = CidOf("same words, later date") });
        Assert.Equal(Given.At(2), (await HandshakeAsync()).Answer?.Since);
    }

    [Fact]
    public async Task A_version_told_twice_has_the_time_that_was_seen_and_of_two_the_earlier()
    {
        await TellAsync(Invite(1), (Answer(5) with { IsBackfill = true }).SeenAt(2));
        Assert.Equal(Given.At(2), (await HandshakeAsync()).Answer?.Since);
        await TellAsync(Answer(5).SeenAt(7));
        Assert.Equal(Given.At(7), (await HandshakeAsync()).Answer?.Since);
        await TellAsync(Answer(5).SeenAt(6), Answer(5).SeenAt(8), (Answer(5) with { IsBackfill = true }).SeenAt(1));
        Assert.Equal(Given.At(6), (await HandshakeAsync()).Answer?.Since);
    }
}
