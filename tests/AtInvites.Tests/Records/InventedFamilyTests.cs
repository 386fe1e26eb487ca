using System.Text.Json.Nodes;
using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AtInvites.Tests.Records;

public sealed class InventedFamilyTests
{
    private const string InviteLexicon = """
        {"lexicon":1,"id":"com.example.band.invite","defs":{"main":{"type":"record","key":"any","record":{"type":"object",
        "required":["terms","made"],"properties":{"made":{"type":"string","format":"datetime"},"terms":{"type":"ref",
        "ref":"#terms"}}}},"terms":{"type":"object","required":["band","player"],"properties":{
        "band":{"type":"string","format":"at-uri"},"player":{"type":"string","format":"did"},
        "plays":{"type":"string"},"until":{"type":"string","format":"datetime"},
        "nudged":{"type":"string","format":"datetime"}}}}}
        """;

    private static readonly string[] AnswerLexicons = [Answer("com.example.band.join"), Answer("com.example.band.pass")];

    private static readonly AtUri Band = AtUri.Parse($"at://{Village.Alice}/com.example.band/self");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void AddBands(AtInvitesBuilder invites)
    {
        var bands = new RecordFamily
        {
            Name = "com.example.band",
            Invite = new()
            {
                Collection = Nsid.Parse("com.example.band.invite"),
                Subject = "terms/band",
                Invitee = "terms/player",
                Role = "terms/plays",
                ExpiresAt = "terms/until",
                ResentAt = "terms/nudged",
                CreatedAt = "made",
                Lifetime = TimeSpan.FromDays(7),
            },
            Answers =
            [
                new() { Collection = Nsid.Parse("com.example.band.join"), Invite = "invite" },
                new() { Collection = Nsid.Parse("com.example.band.pass"), Invite = "invite", Means = AnswerKind.Declined },
            ],
            ExpiryEndsAccepted = true,
        };
        invites.AddRecordInvites(bands).AddLexicon(InviteLexicon);
        foreach (var lexicon in AnswerLexicons) invites.AddLexicon(lexicon);
    }

    [Fact]
    public async Task A_host_adds_a_family_of_its_own()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        AddBands(builder.Services.AddAtInvites(options => options.ServiceDid = HttpHost.ServiceDid).UseInMemory());
        using var host = builder.Build();
        await host.StartAsync(Token);
        var index = host.Services.GetRequiredService<HandshakeIndex>();
        var invite = Invite();

        await index.ApplyAsync(new([invite, Reply(invite, "join", 10)], null), cancellationToken: Token);

        var found = await host.Services.GetRequiredService<IHandshakeStore>()
            .FindCollaboratorAsync(Band, Village.Bob, "com.example.band", Village.At(11), Token);
        Assert.Equal((invite.Uri, "drums"), (found!.Uri, found.Terms.Role));
    }

    [Fact]
    public async Task It_follows_its_own_rules()
    {
        await using var village = new Village(AddBands);
        var invite = Invite();
        await village.ApplyAsync(invite, Reply(invite, "join", 10));
        const int Week = 7 * 24 * 60;

        Assert.Equal(HandshakeState.Accepted, await village.StateAsync(invite, Week - 1));
        Assert.Equal(HandshakeState.Expired, await village.StateAsync(invite, Week));
        Assert.Null(await village.CollaboratorAsync(Village.Bob, Band, Week));
        Assert.Empty(await village.CollaboratorsAsync(Band, Week));

        await village.ApplyAsync(Reply(invite, "pass", 20));
        Assert.Equal(HandshakeState.Declined, await village.StateAsync(invite));
    }

    [Fact]
    public async Task What_may_change_within_an_object_is_told_from_what_stands_beside_it()
    {
        await using var village = new Village(AddBands);
        var invite = Invite();
        await village.ApplyAsync(invite, Reply(invite, "join", 10), Invite(20, ("nudged", Dialect.Made)));
        Assert.Equal(HandshakeState.Accepted, await village.StateAsync(invite));

        await village.ApplyAsync(Invite(30, ("nudged", Dialect.Made), ("plays", "bass")));
        Assert.Equal(HandshakeState.Pending, await village.StateAsync(invite));
        Assert.Null(await village.CollaboratorAsync(Village.Bob, Band));
    }

    private static RecordEvent Invite(int minute = 0, params (string Name, string Value)[] changes)
    {
        var terms = new JsonObject { ["band"] = Band.Value, ["player"] = Village.Bob.Value, ["plays"] = "drums" };
        foreach (var (name, value) in changes) terms[name] = value;
        var record = new JsonObject { ["$type"] = "com.example.band.invite", ["made"] = Dialect.Made, ["terms"] = terms };
        return Village.Put(Village.Alice, record, minute);
    }

    private static RecordEvent Reply(RecordEvent invite, string word, int minute) => Village.Put(Village.Bob, new()
    {
        ["$type"] = $"com.example.band.{word}",
        ["invite"] = invite.Uri.Value,
        ["createdAt"] = Dialect.Made,
    }, minute);

    private static string Answer(string id) => $$$"""
        {"lexicon":1,"id":"{{{id}}}","defs":{"main":{"type":"record","key":"any","record":{"type":"object",
        "required":["invite","createdAt"],"properties":{"invite":{"type":"string","format":"at-uri"},
        "createdAt":{"type":"string","format":"datetime"} } } } } }
        """;
}
