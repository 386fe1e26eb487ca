using System.Text.Json;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using static AtInvites.Tests.Records.Village;

namespace AtInvites.Tests.Records;

/// <summary>Ways to forge a handshake beyond the twelve, told in every order too.</summary>
public sealed class MoreAttackTests
{
    private static readonly Dialect Chive = Dialect.Of(Dialect.ChiveName);
    private static readonly Dialect Registry = Dialect.Of(Dialect.RegistryName);

    private static RecordEvent Respond(RecordEvent invite, string status, int minute, char key = 'b') =>
        Put(Bob, Dialect.Response(invite.Uri, status), minute, key);

    [Fact]
    public async Task An_answer_of_the_other_family()
    {
        var (paper, list) = (Invite(Chive), Invite(Registry));

        await Scene.EndsAsync(HandshakeState.Pending, paper, paper, Respond(paper, "accepted", 10));
        await Scene.EndsAsync(HandshakeState.Pending, list, list, Yes(Chive, list));
    }

    [Theory, OnBothFamilies]
    public async Task A_subject_or_an_invite_named_by_a_handle(string family)
    {
        var words = Dialect.Of(family);
        var byHandle = AtUri.Parse(Paper.Value.Replace(Alice.Value, "alice.example.com"));
        var forged = Put(Alice, words.Invite(byHandle, Bob), 0, 'm');
        var invite = Invite(words);
        var handled = new StrongRef
        {
            Uri = AtUri.Parse(invite.Uri.Value.Replace(Alice.Value, "alice.example.com")),
            Cid = invite.Cid!.Value,
        };

        await Scene.EndsAsync(null, forged, forged, Yes(words, forged));
        await Scene.EndsAsync(
            HandshakeState.Pending, invite, invite, Put(Bob, words.Yes(handled, Paper), 10));
    }

    [Theory]
    [InlineData(""), InlineData("/com.example.paper"), InlineData("/com.example.paper/3lk2xjq5o7s22#/title")]
    public async Task A_subject_that_is_more_or_less_than_a_record(string path)
    {
        var subject = AtUri.Parse($"at://{Alice}{path}");
        foreach (var words in new[] { Chive, Registry })
        {
            var invite = Put(Alice, words.Invite(subject, Bob), 0);
            await Scene.EndsAsync(
                null, invite, invite, Put(Bob, words.Yes(Ref(invite), subject), 10, 'b'));
        }
    }

    [Fact]
    public async Task An_answer_that_names_the_invite_with_a_fragment()
    {
        var invite = Invite(Registry);
        var part = Put(Bob, Dialect.Response(AtUri.Parse(invite.Uri + "#/list"), "accepted"), 10);

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, part);
    }

    [Fact]
    public async Task Two_answers_race_and_the_later_decides()
    {
        var invite = Invite(Registry);

        await Scene.EndsAsync(
            HandshakeState.Declined, invite, invite, Respond(invite, "accepted", 10), Respond(invite, "declined", 11, 'c'));
        await Scene.EndsAsync(
            HandshakeState.Accepted, invite, invite, Respond(invite, "declined", 10), Respond(invite, "accepted", 11, 'c'));
        await Scene.EndsAsync(
            HandshakeState.Accepted, invite, invite, Respond(invite, "declined", 10), Respond(invite, "accepted", 10, 'c'));
    }

    [Fact]
    public async Task A_response_turned_from_no_to_yes_after_the_end()
    {
        var invite = Edit(Invite(Registry), 0, ("expiresAt", "2027-01-15T08:30:00.000Z"));
        var no = Respond(invite, "declined", 10);
        // It keeps the createdAt of the no, and its place.
        var turned = Edit(no, 40, ("status", "accepted"));

        await Scene.EndsAsync(HandshakeState.Expired, invite, invite, no, turned);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, no, turned with
        {
            Rev = Rev(29),
            Time = At(29),
        });
    }

    [Fact]
    public async Task A_subject_changed_after_acceptance_and_back()
    {
        var invite = Invite(Registry);
        var (yes, away) = (Respond(invite, "accepted", 10), Edit(invite, 20, ("list", OtherPaper.Value)));
        var back = Edit(invite, 30);

        await Scene.EndsAsync(HandshakeState.Pending, away, invite, yes, away);
        await Scene.EndsAsync(HandshakeState.Pending, back, invite, yes, away, back);
        await Scene.EndsAsync(HandshakeState.Accepted, back, invite, yes, away, back, Respond(invite, "accepted", 40, 'c'));
    }

    [Fact]
    public async Task A_pinned_version_put_back_is_what_was_accepted()
    {
        var invite = Invite(Chive);
        var away = Edit(invite, 20, ("role", "editor"));

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, Yes(Chive, invite), away);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(Chive, invite), away, Edit(invite, 30));
    }

    [Theory, OnBothFamilies]
    public async Task An_invite_handed_to_somebody_who_said_yes_before_it_was_theirs(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var handed = Edit(invite, 20,
            (words.Family.Invite.Invitee, Mallory.Value));
        var early = Put(Mallory, words.Yes(Ref(invite), Paper), 5, 'm');

        await Scene.EndsAsync(HandshakeState.Pending, handed, invite, Yes(words, invite), early, handed);
        await Scene.GrantsAsync([Mallory], invite, Yes(words, invite), handed,
            Put(Mallory, words.Yes(Ref(handed), Paper), 30, 'n'));
    }

    [Theory, OnBothFamilies]
    public async Task A_late_answer_read_again_from_its_repository(string family)
    {
        var words = Dialect.Of(family);
        var invite = Edit(Invite(words), 0, ("expiresAt", "2027-01-15T08:30:00.000Z"));
        // createdAt and key claim a time before the end; it was seen after it.
        var late = Yes(words, invite, 40);
        var claimed = Yes(words, invite, 50) with { IsBackfill = true };

        await Scene.EndsAsync(HandshakeState.Expired, invite, invite, late, claimed);
        await Scene.EndsAsync(HandshakeState.Expired, invite, invite, late, late with { IsBackfill = true });
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(words, invite, 29), claimed with
        {
            RecordKey = RecordKey.Parse("3lk2xjq5o7s2c"),
        });
    }

    [Theory, OnBothFamilies]
    public async Task An_edit_that_was_dated_back_and_is_read_from_its_repository(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        // createdAt and key say minute 0, the answer came in minute 10, nobody saw the edit.
        var edited = Edit(invite, 20, ("role", "editor")) with { IsBackfill = true };

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, Yes(words, invite), edited);
        await Scene.EndsAsync(
            HandshakeState.Pending, invite, invite with { IsBackfill = true }, Yes(words, invite), edited);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(words, invite), edited, Yes(words, edited, 30, 'c'));
    }

    [Theory, OnBothFamilies]
    public async Task Other_content_under_the_CID_that_was_accepted(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var forged = Edit(invite, 20, ("role", "editor")) with { Cid = invite.Cid };

        await Scene.EndsAsync(HandshakeState.Revoked, invite, invite, Yes(words, invite), forged);
    }

    [Theory, OnBothFamilies]
    public async Task A_property_twice_of_which_one_reader_sees_the_first_and_one_the_last(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var twice = invite with
        {
            Record = JsonDocument.Parse(invite.Record!.Value.GetRawText().Insert(1, "\"role\":\"viewer\",\"role\":\"owner\","))
                .RootElement,
        };

        await Scene.EndsAsync(null, twice, twice, Yes(words, twice));
    }

    [Fact]
    public async Task Resending_so_often_that_an_edit_is_forgotten()
    {
        var invite = Invite(Registry);
        await using var village = new Village();
        await village.ApplyAsync(invite, Respond(invite, "accepted", 10), Edit(invite, 20, ("role", "editor")));
        for (var minute = 21; minute < 21 + (2 * RecordHistory.Limit); minute++)
        {
            await village.ApplyAsync(
                Edit(invite, minute, ("role", "editor"), ("resentAt", AtDatetime.From(At(minute)).Value)));
        }

        Assert.Equal(HandshakeState.Pending, await village.StateAsync(invite));
        Assert.Null(await village.CollaboratorAsync(Bob));
        Assert.Empty(await village.CollaboratorsAsync());
    }

    [Fact]
    public async Task An_edit_of_an_invite_that_nobody_saw_before()
    {
        var invite = Invite(Registry);
        var (yes, edited) = (Respond(invite, "accepted", 10), Village.Edit(invite, 20, ("role", "editor")));

        // A host that began to watch between the invite and the yes, which is not to the edit.
        await Scene.EndsAsync(HandshakeState.Pending, edited, yes, edited);
        await Scene.EndsAsync(HandshakeState.Accepted, edited, yes, edited, Respond(invite, "accepted", 30, 'c'));
        var resent = Village.Edit(invite, 20, ("resentAt", "2027-01-15T08:20:00.000Z"));
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, yes, resent);
        await Scene.EndsAsync(HandshakeState.Accepted, resent, invite with { IsBackfill = true }, yes, resent);
    }

    [Fact]
    public async Task Reading_repositories_so_often_that_what_was_seen_is_forgotten()
    {
        var lasting = Invite(Registry);
        var brief = Village.Put(
            Village.Alice, Registry.Invite(Village.OtherPaper, Village.Bob), 0, 'o');
        brief = Village.Edit(brief, 0, ("expiresAt", "2027-01-15T08:30:00.000Z"));
        // The one in time, the other late whatever it claims.
        RecordEvent[] told = [lasting, brief, Respond(lasting, "accepted", 10), Respond(brief, "accepted", 40, 'c')];
        await using var village = new Village();
        await village.ApplyAsync(told);
        for (var minute = 50; minute < 50 + (2 * RecordHistory.Limit); minute++)
        {
            var readings = told.Select(each => Village.Edit(each, minute) with { IsBackfill = true });
            await village.ApplyAsync([.. readings]);
        }

        Assert.Equal(HandshakeState.Accepted, await village.StateAsync(lasting));
        Assert.Equal(HandshakeState.Expired, await village.StateAsync(brief));
        Assert.Null(await village.CollaboratorAsync(Village.Bob, Village.OtherPaper));
    }

    [Fact]
    public async Task A_yes_that_is_only_dated_anew_in_its_place_is_the_same_yes()
    {
        var invite = Invite(Registry);
        var (yes, edited) = (Respond(invite, "accepted", 10), Edit(invite, 20, ("role", "editor")));
        var redated = Edit(yes, 30, ("createdAt", "2027-01-15T08:30:00.000Z"));

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, yes, edited, redated);
        await Scene.EndsAsync(
            HandshakeState.Accepted, invite, invite, yes, edited, Delete(yes, 30), Edit(yes, 31));
    }

    [Fact]
    public async Task A_key_that_no_clock_made()
    {
        var invite = Invite(Registry) with { RecordKey = RecordKey.Parse("self") };

        await Scene.EndsAsync(null, invite, invite, Respond(invite, "accepted", 10));
    }

    [Fact]
    public Task An_end_moved_before_the_answer_does_not_undo_it()
    {
        var invite = Invite(Registry);
        var shortened = Edit(invite, 20, ("expiresAt", "2027-01-15T08:05:00.000Z"));

        return Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Respond(invite, "accepted", 10), shortened);
    }
}
