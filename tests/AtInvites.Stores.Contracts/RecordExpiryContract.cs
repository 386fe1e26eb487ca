using static AtInvites.Stores.Contracts.GivenRecords;

namespace AtInvites.Stores.Contracts;

/// <summary>Invites that expire at millisecond 100, and answers about then.</summary>
public abstract class RecordExpiryContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly InviteTerms Terms = GivenRecords.Terms() with { ExpiresAt = Given.At(100) };

    [Fact]
    public async Task An_invite_is_pending_before_its_expiry_and_expired_from_then_on()
    {
        await TellAsync(Invite(1, Terms));
        var handshake = await HandshakeAsync();
        Assert.Equal(HandshakeState.Pending, handshake.StateAt(Given.At(100).AddMicroseconds(-1)));
        Assert.Equal(HandshakeState.Expired, handshake.StateAt(Given.At(100)));
    }

    [Theory]
    [InlineData(-1, HandshakeState.Accepted)]
    [InlineData(0, HandshakeState.Expired)]
    [InlineData(1, HandshakeState.Expired)]
    public async Task An_acceptance_comes_before_the_expiry_to_the_microsecond(int microseconds, HandshakeState expected)
    {
        var invite = Invite(1, Terms);
        foreach (var answer in new[] { Answer(2), AnswerTo(invite, 2) })
        {
            await TellAsync(invite, answer with { SeenAt = Given.At(100).AddMicroseconds(microseconds) });
            await AssertAsync(expected);
            Assert.Equal(expected == HandshakeState.Accepted, await CollaboratorAsync() is not null);
        }
    }

    [Fact]
    public async Task A_late_acceptance_hides_no_answer_before_it()
    {
        await TellAsync(Invite(1, Terms), Answer(50, AnswerKind.Declined), Answer(150).At(AnswerUri("late")));
        await AssertAsync(HandshakeState.Declined);
        await TellAsync(Deletion(AnswerUri(), 160));
        await AssertAsync(HandshakeState.Expired);
    }

    [Fact]
    public async Task A_decline_counts_after_the_expiry_too()
    {
        await TellAsync(Invite(1, Terms), Answer(150, AnswerKind.Declined));
        await AssertAsync(HandshakeState.Declined);
    }

    [Fact]
    public async Task Who_leaves_after_the_expiry_has_left()
    {
        await TellAsync(Invite(1, Terms), Answer(50), Answer(150, AnswerKind.Declined));
        await AssertAsync(HandshakeState.Declined);
        await TellAsync(Answer(160));
        await AssertAsync(HandshakeState.Expired);
    }

    [Fact]
    public async Task A_later_expiry_lets_a_late_acceptance_in()
    {
        await TellAsync(Invite(1, Terms), Answer(150));
        await AssertAsync(HandshakeState.Expired, 160);
        await TellAsync(Invite(170, Terms with { ExpiresAt = Given.At(200) }));
        await AssertAsync(HandshakeState.Accepted);
        await TellAsync(Invite(180, Terms with { ExpiresAt = null }));
        await AssertAsync(HandshakeState.Accepted);
    }

    [Fact]
    public async Task A_later_expiry_makes_an_expired_invite_pending_again()
    {
        await TellAsync(Invite(1, Terms), Invite(170, Terms with { ExpiresAt = Given.At(200) }));
        await AssertAsync(HandshakeState.Pending, 199);
        await AssertAsync(HandshakeState.Expired, 200);
    }

    [Fact]
    public async Task A_shorter_expiry_takes_back_no_acceptance_that_was_in_time()
    {
        await TellAsync(Invite(1, Terms), Answer(50), Invite(60, Terms with { ExpiresAt = Given.At(40) }));
        await AssertAsync(HandshakeState.Accepted);
    }

    [Fact]
    public async Task An_acceptance_after_the_expiry_was_shortened_is_judged_by_the_shorter_one()
    {
        await TellAsync(Invite(1, Terms), Invite(30, Terms with { ExpiresAt = Given.At(40) }), Answer(50));
        await AssertAsync(HandshakeState.Expired);
    }

    [Fact]
    public async Task An_acceptance_in_the_gap_between_two_expiries_counts_while_the_later_one_stands()
    {
        await TellAsync(Invite(1, Terms), Answer(150), Invite(170, Terms with { ExpiresAt = Given.At(200) }));
        await AssertAsync(HandshakeState.Accepted);
        await TellAsync(Invite(180, Terms with { ExpiresAt = Given.At(90) }));
        await AssertAsync(HandshakeState.Expired);
    }

    [Theory]
    [InlineData(false, HandshakeState.Accepted)]
    [InlineData(true, HandshakeState.Expired)]
    public async Task Whether_expiry_ends_what_was_accepted_the_family_says(bool endsWithExpiry, HandshakeState expected)
    {
        await TellAsync(Invite(1, Terms with { EndsWithExpiry = endsWithExpiry }), Answer(50));
        await AssertAsync(HandshakeState.Accepted, 99);
        await AssertAsync(expected, 100);
        Assert.Equal(expected == HandshakeState.Accepted, await CollaboratorAsync() is not null);
        var page = await ListAsync(new() { State = expected, Now = Given.At(100), Limit = 9 });
        Assert.Equal((1, 1), (page.Items.Count, page.Total));
        var collaborators = await Stores.Handshakes.ListCollaboratorsAsync(
            new() { Subject = Subject(), Now = Given.At(100), Limit = 9 }, Cancellation);
        Assert.Equal(endsWithExpiry ? 0 : 1, collaborators.Items.Count);
    }

    [Fact]
    public async Task A_decline_does_not_expire()
    {
        await TellAsync(Invite(1, Terms with { EndsWithExpiry = true }), Answer(50, AnswerKind.Declined));
        await AssertAsync(HandshakeState.Declined);
    }
}
