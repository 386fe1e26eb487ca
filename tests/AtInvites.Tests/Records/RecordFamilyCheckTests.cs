using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AtInvites.Tests.Records;

public sealed class RecordFamilyCheckTests
{
    private static readonly RecordFamily Registry = RecordFamily.Registry;
    private static readonly AtInvites.Records.AnswerShape Response = Registry.Answers[0];

    /// <summary>Families of a host beside <see cref="RecordFamily.Chive"/>, and what the start says of them.</summary>
    private static readonly Dictionary<string, (RecordFamily Family, string Fault)> Cases = new()
    {
        ["a name twice"] = (
            Registry with { Name = RecordFamily.Chive.Name },
            "2 families are named \"pub.chive.collaboration\"; give each a name of its own."),
        ["no name"] = (Registry with { Name = "" }, "a family has no name; give it one."),
        ["a collection twice"] = (
            RecordFamily.Chive with { Name = "mine" },
            "pub.chive.collaboration.invite stands in 2 places of families; a collection has one."),
        ["a collection twice in one"] = (
            Registry with { Answers = [Response, Response] },
            "blue.registry.inviteResponse stands in 2 places of families; a collection has one."),
        ["no answers"] = (Registry with { Answers = [] }, "family \"blue.registry\" has no answers; nobody could accept."),
        ["no lexicon"] = (
            Registry with { Invite = Registry.Invite with { Collection = Nsid.Parse("com.example.invite") } },
            "family \"blue.registry\": com.example.invite is no record in the catalog; add its document with AddLexicon."),
        ["a collection left out"] = (
            Registry with { Invite = Registry.Invite with { Collection = default } },
            "family \"blue.registry\": a collection is no record in the catalog; add its document with AddLexicon."),
        ["a lexicon of a method"] = (
            Registry with { Answers = [Response with { Collection = Nsid.Parse("pub.chive.collaboration.listInvites") }] },
            "pub.chive.collaboration.listInvites is no record in the catalog"),
        ["a path that leads nowhere"] = (
            Registry with { Invite = Registry.Invite with { Role = "role" } },
            "family \"blue.registry\": Role is \"role\", but blue.registry.invite has no string there; "
            + "name a property of its lexicon, one within an object as in subject/uri."),
        ["a path into a string"] = (
            Registry with { Answers = [Response with { Invite = "invite/uri" }] }, "Invite is \"invite/uri\""),
        ["an empty path"] = (Registry with { Invite = Registry.Invite with { Subject = "" } }, "Subject is \"\""),
        ["a slash too many"] = (
            Registry with { Invite = Registry.Invite with { Subject = "list/" } }, "Subject is \"list/\""),
        ["no words"] = (
            Registry with { Answers = [Response with { Statuses = new Dictionary<string, AnswerKind>() }] },
            "blue.registry.inviteResponse has a Status and no Statuses; say what its words mean."),
        ["a word that means nothing"] = (
            Registry with { Answers = [Response with { Status = null, Means = AnswerKind.None }] },
            "blue.registry.inviteResponse has an answer that is neither; say Accepted or Declined."),
        ["no lifetime"] = (
            Registry with { Invite = Registry.Invite with { Lifetime = TimeSpan.Zero } },
            "Lifetime is 00:00:00; it needs more than 0 and at most 36,500 days, or null for never."),
        ["a lifetime past the calendar"] = (
            Registry with { Invite = Registry.Invite with { Lifetime = TimeSpan.MaxValue } }, "Lifetime is 10675199."),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task A_family_that_cannot_work_stops_the_start_and_says_what_mends_it(string name)
    {
        var (family, fault) = Cases[name];

        var faults = await FaultsAsync(invites => invites.AddRecordInvites(RecordFamily.Chive, family));

        Assert.Contains(faults, line => line.StartsWith("AtInvites: ") && line.Contains(fault));
    }

    [Fact]
    public async Task A_path_into_an_object_alone_is_no_string() => Assert.Equal(
        [
            "AtInvites: family \"pub.chive.collaboration\": Subject is \"subject\", but pub.chive.collaboration.invite has no "
            + "string there; name a property of its lexicon, one within an object as in subject/uri.",
        ],
        await FaultsAsync(invites => invites.AddRecordInvites(
            RecordFamily.Chive with { Invite = RecordFamily.Chive.Invite with { Subject = "subject" } })));

    [Fact]
    public async Task The_faults_of_families_come_up_with_the_rest()
    {
        var faults = await FaultsAsync(
            invites => invites.AddRecordInvites(Registry with { Name = "" }), options => options.Policy.MaxUses = 0);

        Assert.Equal(2, faults.Count);
    }

    [Fact]
    public async Task A_lexicon_that_is_wrong_is_one_of_the_faults() => Assert.Equal(
        ["AtInvites: lexicon com.example.ping: needs an object \"defs\"."],
        (await FaultsAsync(invites => invites.AddRecordInvites().AddLexicon("""{"lexicon":1,"id":"com.example.ping"}""")))
            .Select(fault => fault[..(fault.IndexOf("defs\"", StringComparison.Ordinal) + 5)] + "."));

    [Fact]
    public async Task The_families_of_the_library_have_none()
    {
        await using var village = new Village();

        Assert.NotNull(village.Services.GetRequiredService<IOptions<AtInvitesOptions>>().Value);
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(
        Action<AtInvitesBuilder> add, Action<AtInvitesOptions>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        var invites = builder.Services.AddAtInvites(options =>
        {
            options.ServiceDid = HttpHost.ServiceDid;
            configure?.Invoke(options);
        });
        add(invites.UseInMemory());
        using var host = builder.Build();

        var fault = await Assert.ThrowsAsync<OptionsValidationException>(
            () => host.StartAsync(TestContext.Current.CancellationToken));

        return [.. fault.Failures];
    }
}
