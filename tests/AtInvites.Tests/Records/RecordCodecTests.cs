using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Lexicons;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Records;

public sealed class RecordCodecTests
{
    private static readonly RecordCodec Codec = new(new(LexiconCatalog.CreateDefault()));

    private static readonly CollaborationInvite Invite = new()
    {
        Subject = new() { Uri = Village.Paper, Cid = Dialect.SomeCid },
        Invitee = Village.Bob,
        Role = "editor",
        Message = "join us",
        CreatedAt = AtDatetime.Parse(Dialect.Made),
        ExpiresAt = AtDatetime.Parse("2027-02-15T08:00:00+01:00"),
    };

    private static readonly RegistryInvite ListInvite = new()
    {
        List = Village.Paper,
        Collaborator = Village.Bob,
        CreatedAt = AtDatetime.Parse(Dialect.Made),
    };

    private static readonly Gen<string?> Words = ArbMap.Default.GeneratorFor<string?>();
    private static readonly Gen<Did> Dids = Gen.Elements(Village.Alice, Village.Bob, Did.Parse("did:web:x.example%3A8080"));
    private static readonly Gen<AtDatetime> Times = Gen.Choose(int.MinValue, int.MaxValue)
        .Select(seconds => AtDatetime.From(DateTimeOffset.UnixEpoch.AddSeconds(seconds)));

    private static readonly Gen<StrongRef> Refs = Dids.Zip(Gen.Choose(0, 9999)).Select(pair => StrongRef.Of(
        AtUri.Parse($"at://{pair.Item1}/a.b.c/r{pair.Item2}"), JsonElement.Parse($"{pair.Item2}")));

    [Fact]
    public void An_invite_is_read_as_it_was_written() => RoundTrips(
        from subject in Refs
        from invitee in Dids
        from role in Words
        from message in Words
        from created in Times
        from end in Times
        select new CollaborationInvite
        {
            Subject = subject,
            Invitee = invitee,
            Role = role,
            Message = message,
            CreatedAt = created,
            ExpiresAt = message is null ? null : end,
        });

    [Fact]
    public void An_acceptance_is_read_as_it_was_written() => RoundTrips(
        from invite in Refs
        from subject in Refs
        from created in Times
        select new CollaborationAcceptance { Invite = invite, Subject = subject, CreatedAt = created });

    [Fact]
    public void A_list_invite_is_read_as_it_was_written() => RoundTrips(
        from list in Refs
        from invitee in Dids
        from created in Times
        from end in Times
        from shape in Gen.Choose(0, 3)
        let invite = new RegistryInvite
        {
            List = list.Uri,
            Collaborator = invitee,
            CreatedAt = created,
            ResentAt = shape % 2 == 0 ? null : end,
        }
        select shape < 2 ? invite : invite with { ExpiresAt = end });

    [Fact]
    public void A_response_is_read_as_it_was_written() => RoundTrips(
        from invite in Refs
        from isYes in Gen.Elements(true, false)
        from created in Times
        select new RegistryResponse
        {
            Invite = invite.Uri,
            Status = isYes ? AnswerKind.Accepted : AnswerKind.Declined,
            CreatedAt = created,
        });

    [Fact]
    public void A_list_invite_ends_72_hours_after_it_was_made_unless_it_says_otherwise()
    {
        Assert.Equal("2027-01-18T08:00:00.000Z", ListInvite.ExpiresAt.Value);
        Assert.Equal("2027-01-18T08:00:00.000Z", Write(ListInvite).GetProperty("expiresAt").GetString());
        var end = AtDatetime.Parse("2027-01-16T08:00:00Z");
        Assert.Equal(end, new RegistryInvite
        {
            ExpiresAt = end,
            List = ListInvite.List,
            Collaborator = ListInvite.Collaborator,
            CreatedAt = ListInvite.CreatedAt,
        }.ExpiresAt);
        Assert.Equal("9999-12-31T23:59:59.999Z", new RegistryInvite
        {
            List = ListInvite.List,
            Collaborator = ListInvite.Collaborator,
            CreatedAt = AtDatetime.Parse("9999-12-31T00:00:00Z"),
        }.ExpiresAt.Value);
    }

    [Fact]
    public void A_value_that_the_lexicon_refuses_does_not_leave()
    {
        Refuses("Record/message must not be longer than 200 graphemes", Invite with { Message = new('x', 201) });
        Refuses("Record/message must not be longer than 500 bytes", Invite with { Message = new('€', 167) });
        Refuses("Record/invitee must be a valid did", Invite with { Invitee = default });
        Refuses("Record/createdAt must be", Invite with { CreatedAt = default });
        Refuses("Record/expiresAt must be", Invite with { ExpiresAt = default(AtDatetime) });
        Refuses("Record/subject/cid must be", Invite with { Subject = Invite.Subject with { Cid = default } });
        Refuses("Record/list must be", ListInvite with { List = default });
        Assert.Equal(500, Write(Invite with { Message = string.Concat(Enumerable.Repeat("e\u0301\u0301", 100)) })
            .GetProperty("message").GetString()!.Length + 200);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_leaves_as_the_character_that_stands_for_what_is_none() =>
        Assert.Equal("\ufffd", Write(Invite with { Message = "\ud800" }).GetProperty("message").GetString());

    [Theory]
    [InlineData(AnswerKind.None), InlineData((AnswerKind)7)]
    public void A_response_says_yes_or_no(AnswerKind neither) => Assert.Throws<ArgumentOutOfRangeException>(
        () => new RegistryResponse { Invite = Village.Paper, Status = neither, CreatedAt = AtDatetime.Parse(Dialect.Made) });

    [Fact]
    public void A_response_with_another_word_is_not_read()
    {
        var record = JsonElement.Parse(Dialect.Response(Village.Paper, "maybe").ToJsonString());

        Assert.False(Codec.TryRead<RegistryResponse>(record, out var model, out var fault));

        Assert.Null(model);
        Assert.Equal("Record/status must be accepted or declined", fault.ToString());
    }

    [Fact]
    public void A_record_of_another_collection_is_not_read()
    {
        Assert.False(Codec.TryRead<RegistryInvite>(Write(Invite), out _, out var fault));
        Assert.Equal("Record/$type must be blue.registry.invite", fault.ToString());
    }

    [Fact]
    public void Properties_beyond_the_lexicon_are_let_through_and_lost()
    {
        var record = JsonNode.Parse(Write(Invite).GetRawText())!.AsObject();
        record["mood"] = "hopeful";

        Assert.True(Codec.TryRead<CollaborationInvite>(JsonElement.Parse(record.ToJsonString()), out var read, out _));

        Assert.Equal(Invite, read);
        Assert.False(Write(read).TryGetProperty("mood", out _));
    }

    [Fact]
    public async Task What_is_written_shakes_hands()
    {
        await using var village = new Village();
        var invite = Put(Village.Alice, Invite);
        var acceptance = new CollaborationAcceptance
        {
            Invite = StrongRef.Of(invite.Uri, invite.Record!.Value),
            Subject = Invite.Subject,
            CreatedAt = Invite.CreatedAt,
        };
        var listInvite = Put(Village.Alice, ListInvite);
        var response = new RegistryResponse
        {
            Invite = listInvite.Uri,
            Status = AnswerKind.Declined,
            CreatedAt = Invite.CreatedAt,
        };

        await village.ApplyAsync(invite, Put(Village.Bob, acceptance), listInvite, Put(Village.Bob, response));

        Assert.Equal("editor", (await village.CollaboratorAsync(Village.Bob))!.Terms.Role);
        Assert.Equal(HandshakeState.Declined, await village.StateAsync(listInvite));
        Assert.Equal(invite.Cid, acceptance.Invite.Cid);
    }

    private static RecordEvent Put<T>(Did repo, T model)
        where T : class, IRecordModel<T> =>
        Village.Put(repo, JsonNode.Parse(Write(model).GetRawText())!.AsObject(), 0);

    private static JsonElement Write<T>(T model)
        where T : class, IRecordModel<T>
    {
        Assert.True(Codec.TryWrite(model, out var record, out var fault), fault.ToString());
        return record;
    }

    private static void Refuses<T>(string problem, T model)
        where T : class, IRecordModel<T>
    {
        Assert.False(Codec.TryWrite(model, out _, out var fault));
        Assert.StartsWith(problem, fault.ToString());
    }

    /// <summary>What is refused on the way out would be refused on the way in.</summary>
    private static void RoundTrips<T>(Gen<T> models)
        where T : class, IRecordModel<T>
    {
        var written = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(models.ToArbitrary(), model =>
        {
            if (!Codec.TryWrite(model, out var record, out _)) return !Codec.TryRead<T>(record, out _, out _);
            written++;
            return Codec.TryRead<T>(record, out var read, out _) && read.Equals(model)
                && record.GetProperty("$type").GetString() == T.Collection.Value;
        }));
        Assert.True(written > 500);
    }
}
