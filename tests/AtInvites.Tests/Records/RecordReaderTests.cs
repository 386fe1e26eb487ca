using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AtInvites.Tests.Records;

public sealed class RecordReaderTests
{
    private static readonly Dialect Chive = Dialect.Of(Dialect.ChiveName);
    private static readonly RecordEvent Invite = Village.Invite(Chive);
    private static readonly AtUri Answered = AtUri.Parse($"at://{Village.Alice}/blue.registry.invite/3lk");
    private static readonly RecordEvent Response = Village.Put(Village.Bob, Dialect.Response(Answered, "accepted"), 0);

    private static readonly Dictionary<string, (string Reason, RecordEvent Told)> Cases = new()
    {
        ["a collection of no family"] = ("unknown_collection", Invite with { Collection = Nsid.Parse("com.example.paper") }),
        ["no collection"] = ("unknown_collection", Invite with { Collection = default }),
        ["no repository"] = ("broken_event", Invite with { Repo = default }),
        ["no key"] = ("broken_event", Invite with { RecordKey = default }),
        ["no revision"] = ("broken_event", Invite with { Rev = default }),
        ["an unknown operation"] = ("broken_event", Invite with { Operation = (RecordOperation)3 }),
        ["a key that is no TID"] = ("wrong_key", Invite with { RecordKey = RecordKey.Parse("self") }),
        ["no record"] = ("broken_lexicon", Invite with { Record = null }),
        ["a record that is no JSON"] = ("broken_lexicon", Invite with { Record = default(JsonElement) }),
        ["a record that is an array"] = ("broken_lexicon", Invite with { Record = JsonElement.Parse("[]") }),
        ["a wrong type"] = ("broken_lexicon", Edited(("invitee", 5))),
        ["another $type"] = ("broken_lexicon", Edited(("$type", "blue.registry.invite")) with { Collection = Invite.Collection }),
        ["a property missing"] = ("broken_lexicon", Edited(("subject", null))),
        ["a message of 1 MB"] = ("broken_lexicon", Edited(("message", new string('x', 1 << 20)))),
        ["a message of 201 graphemes"] = ("broken_lexicon", Edited(("message", new string('x', 201)))),
        ["half of a surrogate pair"] = ("broken_lexicon", Raw("\"x\":\"\\ud800\",")),
        ["no CID"] = ("wrong_cid", Invite with { Cid = null }),
        ["an empty CID"] = ("wrong_cid", Invite with { Cid = default(Cid) }),
        ["another CID"] = ("wrong_cid", Invite with { Cid = Dialect.SomeCid }),
        ["a fraction"] = ("wrong_cid", Raw("\"x\":0.5,")),
        ["an integer over 64 bits"] = ("wrong_cid", Raw("\"x\":9223372036854775808,")),
        ["a property twice"] = ("wrong_cid", Raw("\"x\":1,\"x\":2,")),
        ["a broken link"] = ("wrong_cid", Raw("\"x\":{\"$link\":\"nothing\"},")),
        ["a stranger's subject"] = ("foreign_subject", Invite with { Repo = Village.Mallory }),
        ["a subject by handle"] = ("foreign_subject", To("at://alice.example.com/com.example.paper/3lk")),
        ["a subject that is a repository"] = ("foreign_subject", To($"at://{Village.Alice}")),
        ["a subject that is a part"] = ("foreign_subject", To($"{Village.Paper}#/title")),
        ["an answer to no invite"] = ("no_invite", Village.Edit(Response, 0, ("invite", Village.Paper.Value))),
        ["an answer to a collection"] =
            ("no_invite", Village.Edit(Response, 0, ("invite", $"at://{Village.Alice}/blue.registry.invite"))),
        ["an answer by handle"] =
            ("no_invite", Village.Edit(Response, 0, ("invite", "at://alice.example.com/blue.registry.invite/3lk"))),
        ["an answer that is neither"] = ("unknown_status", Village.Edit(Response, 0, ("status", "maybe"))),
        ["a role of 4 KB and a byte"] = ("long_words", Edited(("role", new string('x', 4_097)))),
        ["a repository of 401 bytes"] = ("broken_event", Invite with { Repo = DidOf(401) }),
        ["an invitee of 401 bytes"] = ("long_words", Edited(("invitee", DidOf(401).Value))),
        ["an inviter of 401 bytes"] =
            ("no_invite", Village.Edit(Response, 0, ("invite", $"at://{DidOf(401)}/blue.registry.invite/3lk"))),
        ["the future"] = ("future", Edited(("createdAt", "2027-01-15T08:15:00.001Z"))),
        ["the end of time"] = ("future", Edited(("createdAt", "9999-12-31T23:59:59.999Z"))),
        ["a key from the future, read again"] =
            ("future", Invite with { IsBackfill = true, RecordKey = RecordKey.Parse("jzzzzzzzzzzzz") }),
    };

    /// <summary>A valid DID of so many bytes.</summary>
    private static Did DidOf(int length) => Did.Parse("did:example:".PadRight(length, 'x'));

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task What_is_kept_out_is_counted_by_its_reason_and_logged_without_its_content(string name)
    {
        var (reason, told) = Cases[name];
        await using var village = new Village();
        using var counts = new MeterBook(village.Services.GetRequiredService<IMeterFactory>());

        await village.ApplyAsync(told);

        Assert.Equal(["atinvites.records.events 1", $"atinvites.records.refused reason={reason} 1"], counts.Totals);
        var line = Assert.Single(village.Logs.With(7001));
        Assert.Equal(LogLevel.Debug, line.Level);
        Assert.Contains(reason.Replace("_", ""), line.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("join us", village.Logs.Text);
        if (told.Repo != Village.Bob) Assert.DoesNotContain(Village.Bob.Value, village.Logs.Text);
        Assert.Null(await village.StateAsync(Invite));
        Assert.Equal(1, await village.ApplyAsync(Invite with { Rev = Tid.Parse("jzzzzzzzzzzzz") }));
        Assert.Equal(HandshakeState.Pending, await village.StateAsync(Invite));
    }

    [Fact]
    public void Every_reason_has_a_case() => Assert.Equal(
        Enum.GetValues<RecordRefusal>().Except([RecordRefusal.None]).Select(RecordTelemetry.Tag).Order(),
        Cases.Values.Select(one => one.Reason).Distinct().Order());

    [Theory]
    [InlineData("\"x\":{\"deep\":[1,null,true]},")]
    [InlineData("\"x\":1.0,")]
    public async Task A_record_may_have_what_its_lexicon_does_not_know_and_an_integer_written_as_a_fraction(string json)
    {
        await using var village = new Village();

        await village.ApplyAsync(Raw(json));

        Assert.Equal(HandshakeState.Pending, await village.StateAsync(Invite));
    }

    [Fact]
    public async Task A_type_may_have_the_scheme_of_lexicons_in_front()
    {
        await using var village = new Village();

        await village.ApplyAsync(Edited(("$type", "lex:" + Invite.Collection)));

        Assert.Equal(HandshakeState.Pending, await village.StateAsync(Invite));
    }

    [Fact]
    public async Task A_clock_may_be_ahead_as_far_as_the_settings_say()
    {
        var ahead = Edited(("createdAt", "2027-01-15T08:15:00.000Z"));
        await using var village = new Village();
        await using var strict = new Village(configure: options => options.Records.MaxClockSkew = TimeSpan.FromMinutes(14));
        await using var lax = new Village(configure: options => options.Records.MaxClockSkew = TimeSpan.MaxValue);

        foreach (var (host, state) in new[] { (village, (HandshakeState?)HandshakeState.Pending), (strict, null) })
        {
            await host.ApplyAsync(ahead);
            Assert.Equal(state, await host.StateAsync(Invite));
        }

        await lax.ApplyAsync(Edited(("createdAt", "9999-12-31T23:59:59.999Z")) with { Time = DateTimeOffset.MaxValue });
        Assert.Equal(HandshakeState.Pending, await lax.StateAsync(Invite));
    }

    [Theory]
    [InlineData("0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z")]
    [InlineData("0001-01-01T00:00:00+23:59", "0000-01-01T00:00:00Z")]
    public async Task Times_at_either_end_of_the_calendar_are_only_times(string createdAt, string expiresAt)
    {
        await using var village = new Village();

        await village.ApplyAsync(Edited(("createdAt", createdAt), ("expiresAt", expiresAt)));

        Assert.Equal(
            expiresAt[0] == '9' ? HandshakeState.Pending : HandshakeState.Expired, await village.StateAsync(Invite));
    }

    [Fact]
    public async Task Read_again_an_answer_was_seen_at_the_later_of_what_it_claims()
    {
        var early = Tid.From(1_000_000, 0);
        foreach (var (key, seen) in new[] { (early.Value, Village.At(0)), (Village.Rev(7).Value, Village.At(7)) })
        {
            await using var village = new Village();
            var told = Response with { IsBackfill = true, RecordKey = RecordKey.Parse(key), Time = Village.At(50) };

            await village.ApplyAsync(told, Invite with { IsBackfill = true, Time = Village.At(50) });

            var answers = await village.Handshakes.ListAnswersAsync(Answered, Village.Bob, TestContext.Current.CancellationToken);
            Assert.Equal(seen, Assert.Single(answers).Since);
            var found = await village.Handshakes.FindAsync(Invite.Uri, TestContext.Current.CancellationToken);
            Assert.Equal(Village.At(50), found!.ListedAt);
        }
    }

    private static RecordEvent Edited(params (string Name, JsonNode? Value)[] changes) => Village.Edit(Invite, 0, changes);

    private static RecordEvent To(string subject) =>
        Edited(("subject", new JsonObject { ["uri"] = subject, ["cid"] = Dialect.SomeCid.Value }));

    /// <summary>The invite with more JSON in it, under its CID where there is one.</summary>
    private static RecordEvent Raw(string json)
    {
        var record = JsonDocument.Parse(Invite.Record!.Value.GetRawText().Insert(1, json)).RootElement;
        try
        {
            return Invite with { Record = record, Cid = Cid.OfDagCbor(DagCbor.Encode(record)) };
        }
        catch (FormatException)
        {
            return Invite with { Record = record };
        }
    }
}
