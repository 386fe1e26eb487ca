using System.Text.Json.Nodes;
using AtInvites.Stores;
using AtInvites.Syntax;
using static AtInvites.Tests.Records.Village;

namespace AtInvites.Tests.Records;

/// <summary>The twelve ways to forge a handshake, each beside the honest handshake that it would bend, in every order of
/// arrival.</summary>
public sealed class AttackTests
{
    [Theory, OnBothFamilies]
    public Task The_honest_handshake_is_accepted(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);

        return Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(words, invite));
    }

    [Theory, OnBothFamilies]
    public async Task Foreign_inviter(string family)
    {
        var words = Dialect.Of(family);
        var forged = Put(Mallory, words.Invite(Paper, Bob), 0, 'm');
        var invite = Invite(words);

        await Scene.EndsAsync(null, forged, forged, Yes(words, forged));
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(words, invite), forged, Yes(words, forged, key: 'c'));
    }

    [Theory, OnBothFamilies]
    public async Task Foreign_answerer(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var forged = Put(Mallory, words.Yes(Ref(invite), Paper), 5, 'm');
        var byInviter = Put(Alice, words.Yes(Ref(invite), Paper), 5, 'm');

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, forged, byInviter);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, forged, Yes(words, invite));
    }

    [Theory, OnBothFamilies]
    public async Task Edited_role_after_acceptance(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var edited = Edit(invite, 20, ("role", "editor"));

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, Yes(words, invite), edited);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(words, invite), edited, Yes(words, edited, 30, 'c'));
    }

    [Theory, OnBothFamilies]
    public async Task Answer_for_another_subject(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var toOther = Put(Alice, words.Invite(OtherPaper, Bob), 0, 'o');
        // Bob says yes to the one, under the name of the other where the answer says the subject.
        var forged = Put(Bob, words.Yes(Ref(toOther), Paper), 5, 'm');

        await Scene.TellAsync([invite, toOther, forged], async village =>
        {
            Assert.Equal(HandshakeState.Pending, await village.StateAsync(invite));
            Assert.Null(await village.CollaboratorAsync(Bob));
            Assert.Empty(await village.CollaboratorsAsync());
            Assert.Equal(words.PinsVersion ? HandshakeState.Pending : HandshakeState.Accepted, await village.StateAsync(toOther));
        });
        if (!words.PinsVersion) return;
        var misnamed = Put(Bob, words.Yes(Ref(invite), OtherPaper), 5, 'm');
        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, misnamed);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, misnamed, Yes(words, invite));
    }

    [Theory, OnBothFamilies]
    public async Task Self_invite_to_a_strangers_subject(string family)
    {
        var words = Dialect.Of(family);
        var forged = Put(Mallory, words.Invite(Paper, Mallory), 0, 'm');
        var yes = Put(Mallory, words.Yes(Ref(forged), Paper), 5, 'n');
        var invite = Invite(words);

        await Scene.EndsAsync(null, forged, forged, yes);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(words, invite), forged, yes);
    }

    [Theory, OnBothFamilies]
    public async Task Future_createdAt(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var ahead = Edit(invite, 0, ("createdAt", "2027-01-15T08:16:00.000Z"));
        var forged = Edit(Yes(words, invite, 0), 0, ("createdAt", "2027-01-15T08:16:00.000Z"));

        await Scene.EndsAsync(null, ahead, ahead, Yes(words, ahead));
        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, forged);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, forged, Yes(words, invite, 1));
    }

    [Theory, OnBothFamilies]
    public async Task Back_dated_createdAt(string family)
    {
        var words = Dialect.Of(family);
        var invite = Edit(Invite(words), 0, ("expiresAt", "2027-01-15T08:30:00.000Z"));
        // It came when the invite was over, whatever it claims.
        var late = Edit(Yes(words, invite), 31, ("createdAt", "2027-01-15T08:05:00.000Z"));

        await Scene.EndsAsync(HandshakeState.Expired, invite, invite, late);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, Yes(words, invite, 29), late with
        {
            RecordKey = RecordKey.Parse("3lk2xjq5o7s2c"),
        });
    }

    [Theory, OnBothFamilies]
    public async Task Replay_after_delete(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var yes = Yes(words, invite);

        // The scene tells every event again at the end, after what deleted it.
        await Scene.EndsAsync(HandshakeState.Revoked, invite, invite, yes, Delete(invite, 20));
        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, yes, Delete(yes, 20));
        await Scene.EndsAsync(
            HandshakeState.Accepted, invite, invite, yes, Delete(yes, 20), Yes(words, invite, 30, 'c'));
    }

    [Theory, OnBothFamilies]
    public async Task Reused_record_key(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var (yes, deletion) = (Yes(words, invite), Delete(invite, 20));
        // Word for word the same in the same place, and then with another role.
        var same = Edit(invite, 30);
        var other = Edit(invite, 30, ("role", "editor"));

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, yes, deletion, same);
        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, yes, deletion, other);
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, yes, deletion, other, Yes(words, other, 40, 'c'));
    }

    [Theory, OnBothFamilies]
    public async Task Invalid_record_updating_a_valid_one(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var yes = Yes(words, invite);
        var broken = Edit(invite, 20, ("createdAt", 7));
        var stolen = Edit(invite, 20, words.PinsVersion
            ? ("subject", new JsonObject { ["uri"] = $"at://{Mallory}/a.b.c/d", ["cid"] = Dialect.SomeCid.Value })
            : ("list", $"at://{Mallory}/a.b.c/d"));

        await Scene.EndsAsync(HandshakeState.Revoked, invite, invite, yes, broken);
        await Scene.EndsAsync(HandshakeState.Revoked, invite, invite, yes, stolen);
        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, yes, Edit(yes, 20, ("createdAt", null)));
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, yes, broken with { Repo = Mallory });
    }

    [Theory, OnBothFamilies]
    public async Task Answer_to_a_deleted_invite(string family)
    {
        var words = Dialect.Of(family);
        var invite = Invite(words);
        var deletion = Delete(invite, 5);
        var again = Put(Alice, words.Invite(Paper, Bob), 20, 'd');

        await Scene.EndsAsync(HandshakeState.Revoked, invite, invite, deletion, Yes(words, invite));
        await Scene.EndsAsync(
            HandshakeState.Accepted, again, invite, deletion, Yes(words, invite), again, Yes(words, again, 30, 'c'));
    }

    [Fact]
    public async Task Answer_with_an_old_CID()
    {
        var words = Dialect.Of(Dialect.ChiveName);
        var invite = Invite(words);
        var edited = Edit(invite, 5, ("role", "editor"));

        // It comes after the edit and is to what stood before.
        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, edited, Yes(words, invite));
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, edited, Yes(words, invite), Yes(words, edited, 20, 'c'));
    }

    [Fact]
    public async Task Answer_seen_before_an_edit_where_it_names_no_CID()
    {
        var words = Dialect.Of(Dialect.RegistryName);
        var invite = Invite(words);
        var edited = Edit(invite, 20, ("role", "editor"));

        await Scene.EndsAsync(HandshakeState.Pending, invite, invite, edited, Yes(words, invite, 19));
        await Scene.EndsAsync(HandshakeState.Accepted, invite, invite, edited, Yes(words, invite, 21));
    }
}
