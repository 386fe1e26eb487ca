using AtInvites.Records;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Queries;

public sealed class ListCollaboratorsTests
{
    private static readonly AtUri Paper = RecordStory.Subject(HttpHost.Alice);

    [Theory, OnBothStores]
    public async Task Any_account_sees_who_accepted_since_when_and_by_which_records(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invite = host.Story.Invite(Paper, HttpHost.Bob, record => record["role"] = "reviewer");
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var acceptance = host.Story.Accept(invite);
        await host.TellAsync(invite, acceptance, host.Story.Invite(Paper, HttpHost.Carol));

        var answer = await host.CollaboratorsAsync("did:plc:anybody", "subjectUri", Paper.Value);

        Assert.Equal(
            $$"""{"collaborators":[{"did":"did:plc:bob","inviteUri":"{{invite.Uri}}","acceptanceUri":"{{acceptance.Uri}}","""
            + $"\"role\":\"reviewer\",\"acceptedAt\":\"{host.Story.Datetime()}\"}}]}}",
            answer.ShouldBeOk().Body);
    }

    [Theory, OnBothStores]
    public async Task Who_left_was_removed_or_offered_something_else_is_none(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invites = new[] { "did:plc:a", "did:plc:b", "did:plc:c", "did:plc:d" }
            .Select(account => host.Story.Invite(Paper, account)).ToArray();
        var acceptances = invites.Select(invite => host.Story.Accept(invite)).ToArray();
        await host.TellAsync([.. invites, .. acceptances]);
        Assert.Equal(["did:plc:a", "did:plc:b", "did:plc:c", "did:plc:d"], await DidsAsync(host));

        await host.TellAsync(
            host.Story.Delete(acceptances[0]), host.Story.Delete(invites[1]),
            host.Story.Edit(invites[2], record => record["role"] = "viewer"));

        Assert.Equal(["did:plc:d"], await DidsAsync(host));
    }

    [Theory, OnBothStores]
    public async Task Two_accepted_invites_make_one_collaborator_by_the_later(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var (older, newer) = (await host.InviteBobAsync(), await host.InviteBobAsync());
        var first = host.Story.Accept(newer);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var last = host.Story.Accept(older);
        await host.TellAsync(last, first);

        var answer = await host.CollaboratorsAsync(HttpHost.Carol, "subjectUri", Paper.Value);

        var shown = Assert.Single(answer.ShouldBeOk().Json.GetProperty("collaborators").EnumerateArray());
        Assert.Equal(last.Uri.Value, shown.GetProperty("acceptanceUri").GetString());
    }

    [Theory, OnBothStores]
    public async Task Other_subjects_and_the_other_family_do_not_count(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var elsewhere = host.Story.Invite(RecordStory.Subject(HttpHost.Alice, "3lpaper222223"), HttpHost.Bob);
        var listed = host.Story.RegistryInvite(Paper, HttpHost.Bob);
        await host.TellAsync(elsewhere, host.Story.Accept(elsewhere), listed, host.Story.Respond(listed, "accepted"));

        Assert.Empty(await DidsAsync(host));
    }

    [Theory, OnBothStores]
    public async Task Pages_of_every_size_walk_all_collaborators_once(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invites = Enumerable.Range(0, 7).Select(i => host.Story.Invite(Paper, $"did:plc:m{i}")).ToArray();
        await host.TellAsync([.. invites, .. invites.Select(invite => host.Story.Accept(invite))]);
        var whole = await DidsAsync(host);
        Assert.Equal(7, whole.Length);
        for (var limit = 1; limit <= 8; limit++)
        {
            var (seen, cursor) = (new List<string>(), "");
            do
            {
                var page = await host.CollaboratorsAsync(
                    HttpHost.Carol, "subjectUri", Paper.Value, "limit", $"{limit}", "cursor", cursor);
                var dids = Dids(page);
                Assert.InRange(dids.Length, 1, limit);
                seen.AddRange(dids);
                cursor = QueryHost.Cursor(page);
            }
            while (cursor.Length > 0);
            Assert.Equal(whole, seen);
        }
    }

    [Theory, OnBothStores]
    public async Task A_thousand_come_without_a_limit(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invites = Enumerable.Range(0, Collaborations.MaxCollaborators + 1)
            .Select(i => host.Story.Invite(Paper, $"did:plc:m{i:d4}")).ToArray();
        await host.TellAsync([.. invites, .. invites.Select(invite => host.Story.Accept(invite))]);

        var first = await host.CollaboratorsAsync(HttpHost.Carol, "subjectUri", Paper.Value);

        Assert.Equal((Collaborations.MaxCollaborators, "did:plc:m0999"), (Dids(first).Length, QueryHost.Cursor(first)));
        Assert.Equal(["did:plc:m1000"], Dids(await host.CollaboratorsAsync(
            HttpHost.Carol, "subjectUri", Paper.Value, "cursor", QueryHost.Cursor(first))));
    }

    [Theory]
    [InlineData("subjectUri", ""), InlineData("subjectUri", "paper"), InlineData("subjectUri", "at://did:plc:alice/")]
    [InlineData("subjectUri", "at://alice.example.com/com.example.paper/1")]
    public async Task A_subject_that_is_none_is_refused(string name, string value)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);

        (await host.CollaboratorsAsync(HttpHost.Bob, name, value)).ShouldBeInvalid(name);
    }

    [Theory]
    [InlineData("limit", "0"), InlineData("limit", "1001"), InlineData("limit", "1.5"), InlineData("cursor", "x")]
    [InlineData("cursor", "did:PLC:x"), InlineData("cursor", "at://did:plc:x"), InlineData("cursor", "alice.example.com")]
    public async Task A_parameter_outside_its_bounds_is_refused(string name, string value)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);

        (await host.CollaboratorsAsync(HttpHost.Bob, "subjectUri", Paper.Value, name, value)).ShouldBeInvalid(name);
    }

    private static async Task<string[]> DidsAsync(QueryHost host) =>
        Dids(await host.CollaboratorsAsync(HttpHost.Carol, "subjectUri", Paper.Value));

    private static string[] Dids(HostAnswer answer) => [.. answer.ShouldBeOk().Json.GetProperty("collaborators")
        .EnumerateArray().Select(one => one.GetProperty("did").GetString()!)];
}
