using AtInvites.Stores;
using AtInvites.Syntax;
using static AtInvites.Tests.Stores.Versions;

namespace AtInvites.Tests.Stores;

public sealed class HandshakesTests
{
    [Fact]
    public void What_never_invited_is_no_handshake()
    {
        Assert.Null(Handshakes.Settle(RecordHistory.Empty, [Answer(1)]));
        Assert.Null(Handshakes.Settle(History(Refused(1), Deletion(2)), [Answer(3)]));
        var answer = new AnswerTerms { Invite = InviteUri, Kind = AnswerKind.Accepted };
        var history = History(
            Deletion(1) with { Kind = RecordVersionKind.Answer, Cid = CidOf("a"), Substance = CidOf("a"), Answer = answer });
        Assert.Null(Handshakes.Settle(history, [Answer(3)]));
    }

    [Fact]
    public void Answers_of_another_account_do_not_count_should_a_store_pass_them()
    {
        var foreign = Answer(2) with { Answerer = Did.Parse("did:example:stranger") };
        Assert.Null(Settle([Invite(1)], foreign).Answer);
        Assert.Equal(Answer(2), Settle([Invite(1)], foreign, Answer(2)).Answer);
    }

    [Fact]
    public void Of_answers_at_the_same_time_the_last_URI_comes_first()
    {
        Answer[] answers =
            [Answer(2, key: "a"), Answer(2, key: "B"), Answer(3, key: "A"), Answer(1, key: "z"), Answer(2, key: "b")];
        var ordered = answers.Order(Comparer<Answer>.Create(Handshakes.CompareLatestFirst));
        Assert.Equal(["A", "b", "a", "B", "z"], ordered.Select(answer => answer.Uri.RecordKey?.Value));
        Assert.Equal(0, Handshakes.CompareLatestFirst(answers[0], answers[0]));
    }

    [Fact]
    public void Answers_beyond_the_limit_are_not_looked_at()
    {
        var late = Enumerable.Range(0, Handshakes.MaxAnswers).Select(i => Answer(200 - i, key: $"{i}")).ToList();
        RecordVersion[] invite = [Invite(1, expiresAt: 100)];
        Assert.Null(Settle(invite, [.. late, Answer(50)]).Answer);
        Assert.Equal(Answer(50), Settle(invite, [.. late.Skip(1), Answer(50)]).Answer);
    }

    [Fact]
    public void An_invite_seen_over_an_hour_after_its_answer_took_the_key_of_another()
    {
        var hour = (long)TimeSpan.FromHours(1).TotalSeconds;
        Assert.Equal(Answer(1), Settle([Invite(hour + 1)], Answer(1)).Answer);
        Assert.Null(Settle([Invite(hour + 2)], Answer(1)).Answer);
        Assert.Equal(Answer(1), Settle([Invite(hour + 2) with { IsBackfill = true }], Answer(1)).Answer);
    }

    [Fact]
    public void What_does_not_stand_has_no_answer_no_CID_and_no_message()
    {
        foreach (var end in new[] { Refused(3), Deletion(3) })
        {
            var handshake = Settle([Invite(1), end], Answer(2));
            Assert.Equal((null, null, null), (handshake.Answer, handshake.Cid, handshake.Terms.Message));
            Assert.Equal((At(1), Inviter), (handshake.ListedAt, handshake.Inviter));
        }
    }

    [Theory]
    [InlineData(null, null, HandshakeState.Pending, HandshakeState.Pending)]
    [InlineData(AnswerKind.Accepted, null, HandshakeState.Accepted, HandshakeState.Accepted)]
    [InlineData(AnswerKind.Declined, null, HandshakeState.Declined, HandshakeState.Declined)]
    [InlineData(null, false, HandshakeState.Pending, HandshakeState.Expired)]
    [InlineData(null, true, HandshakeState.Pending, HandshakeState.Expired)]
    [InlineData(AnswerKind.Accepted, false, HandshakeState.Accepted, HandshakeState.Accepted)]
    [InlineData(AnswerKind.Accepted, true, HandshakeState.Accepted, HandshakeState.Expired)]
    [InlineData(AnswerKind.Declined, false, HandshakeState.Declined, HandshakeState.Declined)]
    [InlineData(AnswerKind.Declined, true, HandshakeState.Declined, HandshakeState.Declined)]
    public void A_state_goes_by_the_answer_the_expiry_and_the_policy_of_the_family(
        AnswerKind? kind, bool? endsWithExpiry, HandshakeState before, HandshakeState from)
    {
        var invite = Invite(1, expiresAt: endsWithExpiry is null ? null : 100);
        invite = invite with { Invite = invite.Invite! with { EndsWithExpiry = endsWithExpiry ?? true } };
        var handshake = kind is { } said ? Settle([invite], Answer(2, said)) : Settle([invite]);
        Assert.Equal(before, handshake.StateAt(At(100).AddMicroseconds(-1)));
        Assert.Equal(from, handshake.StateAt(At(100)));
        Assert.Equal(before, handshake.StateAt(DateTimeOffset.MinValue));
        Assert.Equal(from, handshake.StateAt(DateTimeOffset.MaxValue));
        Assert.Equal(HandshakeState.Revoked, (handshake with { Cid = null }).StateAt(At(2)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 10)]
    [InlineData(19, 10)]
    [InlineData(-1, -10)]
    [InlineData(-10, -10)]
    [InlineData(-11, -20)]
    public void Times_are_cut_to_the_microsecond_before_them(long ticks, long expected)
    {
        var time = DateTimeOffset.UnixEpoch.AddTicks(ticks);
        var cut = DateTimeOffset.UnixEpoch.AddTicks(expected);
        Assert.Equal(cut, Microseconds.Of(time));
        Assert.Equal(cut, Microseconds.FromUnix(Microseconds.OfUnix(time)));
        Assert.Equal(TimeSpan.Zero, Microseconds.Of(time.ToOffset(TimeSpan.FromHours(5))).Offset);
    }

    private static Handshake Settle(IEnumerable<RecordVersion> versions, params Answer[] answers) =>
        Handshakes.Settle(History(versions), answers)!;
}
