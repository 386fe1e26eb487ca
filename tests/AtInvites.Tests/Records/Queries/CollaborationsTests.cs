using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Records.Queries;

public sealed class CollaborationsTests
{
    private static readonly AtUri Paper = RecordStory.Subject(HttpHost.Alice);
    private static readonly Did Alice = Did.Parse(HttpHost.Alice);
    private static readonly Did Bob = Did.Parse(HttpHost.Bob);
    private static readonly Did Carol = Did.Parse(HttpHost.Carol);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task Code_asks_who_collaborates_and_what_is_to_answer_as_the_readme_says(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var (services, paper, bob, cancellationToken) = (host.Http.Services, Paper, Bob, Token);
        var invite = host.Story.Invite(paper, bob.Value, record => record["role"] = "editor");
        await host.TellAsync(invite, host.Story.Accept(invite));
        await host.TellAsync(host.Story.Invite(RecordStory.Subject(HttpHost.Carol), bob.Value));

        var collaborations = services.GetRequiredService<Collaborations>();
        var found = await collaborations.FindAsync(paper, bob, cancellationToken: cancellationToken);
        Console.WriteLine(found is null ? $"{bob} is no collaborator" : $"{bob} is {found.Role} since {found.Since}");

        var open = await collaborations.ListInvitesForAsync(bob, new() { State = HandshakeState.Pending }, cancellationToken);
        foreach (var one in open.Items) Console.WriteLine($"{one.Inviter} offers {one.Terms.Role} on {one.Terms.Subject}");
        Console.WriteLine($"{open.Total} to answer");

        Assert.Equal(("editor", 1L, Carol), (found?.Role, open.Total, Assert.Single(open.Items).Inviter));
    }

    [Theory, OnBothStores]
    public async Task A_collaboration_says_by_which_records_it_stands_in_either_family(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invite = await host.InviteBobAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var acceptance = host.Story.Accept(invite);
        var (accepted, listed) = (host.Clock.GetUtcNow(), host.Story.RegistryInvite(Paper, HttpHost.Bob));
        await host.TellAsync(acceptance, listed);
        var chive = new Collaboration
        {
            Account = Bob,
            Role = "collaborator",
            Since = accepted,
            Invite = invite.Uri,
            Answer = acceptance.Uri,
            Family = RecordFamily.Chive.Name,
        };
        Assert.Equal(chive, await host.Collaborations.FindAsync(Paper, Bob, cancellationToken: Token));
        Assert.Null(await host.Collaborations.FindAsync(Paper, Bob, RecordFamily.Registry.Name, Token));

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var response = host.Story.Respond(listed, "accepted");
        await host.TellAsync(response);

        var registry = await host.Collaborations.FindAsync(Paper, Bob, RecordFamily.Registry.Name, Token);
        Assert.Equal(
            (null, listed.Uri, response.Uri, RecordFamily.Registry.Name),
            (registry?.Role, registry!.Invite, registry.Answer, registry.Family));
        Assert.Equal(registry, await host.Collaborations.FindAsync(Paper, Bob, cancellationToken: Token));
        Assert.Equal(chive, await host.Collaborations.FindAsync(Paper, Bob, RecordFamily.Chive.Name, Token));
        Assert.Equal([registry], (await host.Collaborations.ListAsync(Paper, cancellationToken: Token)).Items);
    }

    [Theory, OnBothStores]
    public async Task Nobody_but_who_accepted_is_a_collaborator(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invite = host.Story.Invite(Paper, HttpHost.Carol);
        var declined = host.Story.RegistryInvite(Paper, HttpHost.Bob);
        await host.TellAsync(
            invite, declined, host.Story.Accept(invite, HttpHost.Bob), host.Story.Respond(declined, "declined"));

        foreach (var account in new[] { Alice, Bob, Carol })
            Assert.Null(await host.Collaborations.FindAsync(Paper, account, cancellationToken: Token));
        Assert.Null(await host.Collaborations.FindAsync(
            AtUri.Parse("at://alice.example.com/com.example.paper/1"), Carol, cancellationToken: Token));
        Assert.Empty((await host.Collaborations.ListAsync(Paper, cancellationToken: Token)).Items);
    }

    [Theory, OnBothStores]
    public async Task Lists_of_code_filter_page_and_show_deleted_invites_when_asked(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var told = new List<RecordEvent>();
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            told.Add(host.Story.RegistryInvite(
                RecordStory.Subject(HttpHost.Alice, collection: "com.example.list"), HttpHost.Bob));
        }

        var chive = host.Story.Invite(Paper, HttpHost.Bob);
        await host.TellAsync([.. told, chive, host.Story.Delete(told[0])]);
        var all = new[] { chive.Uri, told[2].Uri, told[1].Uri };
        Assert.Equal(all.Order(ByText), (await ForBobAsync(host)).Order(ByText));
        Assert.Equal(all.Order(ByText), Uris(await host.Collaborations.ListInvitesByAsync(Alice, null, Token)).Order(ByText));
        Assert.Equal([chive.Uri], Uris(await host.Collaborations.ListInvitesToAsync(Paper, null, Token)));
        Assert.Equal([chive.Uri], await ForBobAsync(host, new() { Family = RecordFamily.Chive.Name }));
        Assert.Equal([chive.Uri], await ForBobAsync(host, new() { SubjectCollection = Paper.Collection }));
        Assert.Equal([told[0].Uri], await ForBobAsync(host, new() { State = HandshakeState.Revoked }));
        Assert.Empty(Uris(await host.Collaborations.ListInvitesForAsync(Alice, null, Token)));

        var registry = new HandshakeFilter { Family = RecordFamily.Registry.Name, Limit = 1 };
        var first = await host.Collaborations.ListInvitesForAsync(Bob, registry, Token);
        Assert.Equal((2L, true), (first.Total, first.HasMore));
        var second = await host.Collaborations.ListInvitesForAsync(Bob, registry with { After = first.Items[0].Position }, Token);
        Assert.Equal((2L, false), (second.Total, second.HasMore));
        Assert.Equal([told[2].Uri, told[1].Uri], Uris(first).Concat(Uris(second)));
    }

    [Theory, OnBothStores]
    public async Task One_invite_is_found_by_its_record_also_when_it_was_deleted(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invite = await host.InviteBobAsync();
        var found = await host.Collaborations.FindInviteAsync(invite.Uri, Token);
        Assert.Equal((invite.Cid, HandshakeState.Pending), (found?.Cid, found!.StateAt(host.Clock.GetUtcNow())));

        await host.TellAsync(host.Story.Delete(invite));

        var gone = await host.Collaborations.FindInviteAsync(invite.Uri, Token);
        Assert.Equal(HandshakeState.Revoked, gone?.StateAt(host.Clock.GetUtcNow()));
        Assert.Null(await host.Collaborations.FindInviteAsync(Paper, Token));
    }

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(Collaborations.MaxInvites + 1)]
    public async Task A_limit_outside_its_bounds_throws(int limit)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);
        var (code, filter) = (host.Collaborations, new HandshakeFilter { Limit = limit });

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await code.ListInvitesForAsync(Bob, filter, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await code.ListInvitesByAsync(Bob, filter, Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await code.ListInvitesToAsync(Paper, filter, Token));
        var most = limit > 0 ? Collaborations.MaxCollaborators + 1 : limit;
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await code.ListAsync(Paper, limit: most, cancellationToken: Token));
    }

    private static IComparer<AtUri> ByText { get; } =
        Comparer<AtUri>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value));

    private static async Task<IEnumerable<AtUri>> ForBobAsync(QueryHost host, HandshakeFilter? filter = null) =>
        Uris(await host.Collaborations.ListInvitesForAsync(Bob, filter, Token));

    private static IEnumerable<AtUri> Uris(HandshakePage page) => page.Items.Select(one => one.Uri);
}
