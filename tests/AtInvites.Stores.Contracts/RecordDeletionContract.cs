using static AtInvites.Stores.Contracts.GivenRecords;

namespace AtInvites.Stores.Contracts;

/// <summary>Records that are deleted, made anew under the same key, or overwritten with what breaks a rule.</summary>
public abstract class RecordDeletionContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task The_end_of_the_invite_revokes_and_drops_the_message()
    {
        foreach (var end in new[] { Deletion(InviteUri("deleted"), 3), Refused(InviteUri("refused"), 3) })
        {
            await TellAsync(Invite(1).At(end.Uri), Answer(2, terms: Said(end.Uri)), end);
            var expected = new Handshake
            {
                Uri = end.Uri,
                Family = Family,
                Inviter = Inviter,
                Terms = Terms() with { Message = null },
                ListedAt = Given.At(1),
            };
            Assert.Equal(expected, await FindAsync(end.Uri));
            Assert.Equal(HandshakeState.Revoked, await StateAsync(invite: end.Uri));
            Assert.Null(await CollaboratorAsync());
        }

        Assert.Empty((await ListAsync(new() { Now = Given.At(9), Limit = 9 })).Items);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_the_answer_returns_the_invite_to_pending(bool isDeleted)
    {
        await TellAsync(Invite(1), Answer(2), isDeleted ? Deletion(AnswerUri(), 3) : Refused(AnswerUri(), 3));
        await AssertAsync(HandshakeState.Pending);
        Assert.Empty(await AnswersAsync());
        Assert.Null(await CollaboratorAsync());
        await TellAsync(Answer(4));
        Assert.Equal(Given.At(4), (await HandshakeAsync()).Answer?.Since);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_invite_made_anew_needs_a_new_answer_be_it_word_for_word_the_same(bool isPinned)
    {
        var invite = Invite(1);
        await TellAsync(invite, isPinned ? AnswerTo(invite, 2) : Answer(2), Deletion(InviteUri(), 3), Invite(4));
        await AssertAsync(HandshakeState.Pending);
        Assert.Equal((Given.At(4), "do come"), ((await HandshakeAsync()).ListedAt, (await HandshakeAsync()).Terms.Message));
        await TellAsync((isPinned ? AnswerTo(invite, 5) : Answer(5)).At(AnswerUri("new")));
        await AssertAsync(HandshakeState.Accepted);
    }

    [Fact]
    public async Task An_answer_to_a_deleted_invite_is_none_to_the_next_one_under_its_key()
    {
        await TellAsync(Invite(1), Deletion(InviteUri(), 3), Answer(4), Invite(6, Terms() with { Role = "host" }));
        await AssertAsync(HandshakeState.Pending);
        await TellAsync(Answer(7, AnswerKind.Declined).At(AnswerUri("new")).SeenAt(6));
        await AssertAsync(HandshakeState.Declined);
    }

    [Fact]
    public async Task An_answer_that_names_the_next_invite_by_its_CID_may_be_seen_before_it()
    {
        var next = Invite(6, Terms() with { Role = "host" });
        await TellAsync(Invite(1), Deletion(InviteUri(), 3), AnswerTo(next, 4), next);
        await AssertAsync(HandshakeState.Accepted);
    }

    [Theory]
    [InlineData(3, HandshakeState.Pending)]
    [InlineData(4, HandshakeState.Accepted)]
    public async Task An_answer_is_later_than_the_deletion(int seenAt, HandshakeState expected)
    {
        var invite = Invite(1);
        await TellAsync(invite, Deletion(InviteUri(), 3), Invite(5), AnswerTo(invite, 6).SeenAt(seenAt));
        await AssertAsync(expected);
    }

    [Fact]
    public async Task What_was_deleted_stays_away_when_it_is_told_again()
    {
        RecordVersion[] told =
            [Invite(1), Answer(2), Invite(3, resent: "once"), Deletion(AnswerUri(), 4), Deletion(InviteUri(), 5)];
        await TellAsync(told);
        var before = await HandshakeAsync();
        Assert.Equal(0, await TellAsync(told));
        Assert.Equal(0, await TellAsync(Invite(1), Invite(2, Terms() with { Role = "host" })));
        Assert.Equal(before, await FindAsync());
        Assert.Equal(Given.At(3), before.ListedAt);
        Assert.Null(before.Terms.Message);
        await AssertAsync(HandshakeState.Revoked);
    }

    [Fact]
    public async Task A_deletion_may_be_told_before_what_it_deletes()
    {
        await TellAsync(Deletion(InviteUri(), 5), Deletion(AnswerUri(), 5));
        Assert.Null(await FindAsync());
        await TellAsync(Invite(1), Answer(2), Invite(6), Answer(2, AnswerKind.Declined));
        await AssertAsync(HandshakeState.Pending);
    }

    [Fact]
    public async Task A_deletion_in_the_same_commit_has_the_last_word()
    {
        await TellAsync(Deletion(InviteUri(), 1), Invite(1));
        await AssertAsync(HandshakeState.Revoked);
    }

    [Fact]
    public async Task What_breaks_a_rule_ends_what_stood_in_its_place_and_what_is_put_right_is_new()
    {
        await TellAsync(Invite(1), Answer(2), Refused(InviteUri(), 3), Invite(4));
        await AssertAsync(HandshakeState.Pending);
        await TellAsync(Answer(5).At(AnswerUri("new")));
        await AssertAsync(HandshakeState.Accepted);
    }

    [Fact]
    public async Task A_version_that_one_source_refused_and_another_took_stands()
    {
        var refused = Invite(1) with { Kind = RecordVersionKind.Refused, Invite = null, Substance = null };
        await TellAsync(refused);
        Assert.Null(await FindAsync());
        Assert.Equal(1, await TellAsync(Invite(1)));
        Assert.Equal(0, await TellAsync(refused));
        await AssertAsync(HandshakeState.Pending);
    }

    [Fact]
    public async Task Of_a_record_that_changes_without_end_the_last_versions_are_kept()
    {
        const int Many = 3 * RecordHistory.Limit;
        var versions = Enumerable.Range(1, Many).Select(i => Invite(i, Terms() with { Role = $"role {i}" })).ToArray();
        await TellAsync(versions);
        Random.Shared.Shuffle(versions);
        var expected = await HandshakeAsync();
        Assert.Equal(($"role {Many}", Given.At(Many - RecordHistory.Limit + 1)), (expected.Terms.Role, expected.ListedAt));
        var other = InviteUri("other");
        await TellAsync([.. versions.Select(version => version.At(other))]);
        Assert.Equal(expected with { Uri = other }, await FindAsync(other));
    }

    [Fact]
    public async Task However_much_garbage_follows_it_stays_known_what_was_there()
    {
        var (first, last, reverse) = (InviteUri("deleted-first"), InviteUri("deleted-last"), InviteUri("reverse"));
        RecordVersion[] told = [Invite(1), .. Enumerable.Range(2, RecordHistory.Limit + 5).Select(i => Refused(InviteUri(), i))];
        await TellAsync(Deletion(first, 500));
        foreach (var chunk in told.Chunk(10))
            await TellAsync([.. chunk.SelectMany(version => new[] { version.At(first), version.At(last) })]);
        await TellAsync(Deletion(last, 500));
        foreach (var chunk in told.Reverse().Chunk(10)) await TellAsync([.. chunk.Select(version => version.At(reverse))]);
        foreach (var uri in new[] { first, last, reverse })
        {
            var handshake = await HandshakeAsync(uri);
            Assert.Equal((null, Given.At(1), "guest", null),
                (handshake.Cid, handshake.ListedAt, handshake.Terms.Role, handshake.Terms.Message));
        }
    }
}
