using static AtInvites.Stores.Contracts.GivenRecords;

namespace AtInvites.Stores.Contracts;

/// <summary>Who collaborates on a subject, and by which handshake.</summary>
public abstract class CollaboratorContract<TFixture> : RecordScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task Collaborators_follow_one_another_by_DID_at_every_page_size()
    {
        string[] names = ["B", "a", "Z", "a-b", "a.b", "aa", "_"];
        foreach (var name in names) await CollaborateAsync(name, "guest", 2);
        await TellAsync(Invite(1, Terms() with { Invitee = Stranger }).At(InviteUri("pending")));
        var expected = names.Select(Given.Account).OrderBy(did => did.Value, StringComparer.Ordinal).ToList();
        for (var limit = 1; limit <= names.Length + 1; limit++)
        {
            var (shown, query) = (new List<Did>(), Query() with { Limit = limit });
            while (true)
            {
                var page = await ListAsync(query);
                shown.AddRange(page.Items.Select(row => row.Terms.Invitee));
                Assert.Equal(shown.Count < expected.Count, page.HasMore);
                if (!page.HasMore) break;
                Assert.Equal(limit, page.Items.Count);
                query = query with { After = shown[^1] };
            }

            Assert.Equal(expected, shown);
        }
    }

    [Fact]
    public async Task Who_accepted_several_invites_is_one_collaborator_by_the_last_acceptance()
    {
        await CollaborateAsync("a", "first", 10);
        await CollaborateAsync("a", "last", 30);
        await CollaborateAsync("a", "middle", 20);
        await CollaborateAsync("b", "only", 5);
        await AssertRolesAsync("last", "only");
        await TellAsync(Deletion(UriOf("a", "last"), 40));
        await AssertRolesAsync("middle", "only");
        await TellAsync(Deletion(AnswerOf("a", "middle"), 40));
        await AssertRolesAsync("first", "only");
        await TellAsync(Deletion(UriOf("a", "first"), 40));
        await AssertRolesAsync("only");
        await TellAsync(Deletion(AnswerOf("b", "only"), 40));
        await AssertRolesAsync();
    }

    [Fact]
    public async Task Two_invites_accepted_at_the_same_time_go_by_the_URI_of_the_answer()
    {
        foreach (var role in new[] { "x", "Z", "y" }) await CollaborateAsync("a", role, 10);
        await AssertRolesAsync("y");
        await CollaborateAsync("a", "~", 10);
        await AssertRolesAsync("~");
    }

    [Fact]
    public async Task Of_several_invites_those_that_hold_at_the_time_count()
    {
        await CollaborateAsync("a", "long", 10);
        var shortly = Terms() with
        {
            Invitee = Given.Account("a"), Role = "short", ExpiresAt = Given.At(100), EndsWithExpiry = true,
        };
        await TellAsync(
            Invite(1, shortly).At(InviteUri("short")),
            Answer(20, terms: Said(InviteUri("short"))).At(AnswerUri("short", Given.Account("a"))));
        Assert.Equal("short", Assert.Single((await ListAsync(Query() with { Now = Given.At(99) })).Items).Terms.Role);
        Assert.Equal("long", Assert.Single((await ListAsync(Query() with { Now = Given.At(100) })).Items).Terms.Role);
        Assert.Equal("long", (await CollaboratorAsync(Given.Account("a")))?.Terms.Role);
    }

    [Fact]
    public async Task A_family_has_its_own_collaborators()
    {
        await CollaborateAsync("a", "one", 10);
        await CollaborateAsync("a", "two", 20, family: "com.example.other");
        await CollaborateAsync("b", "three", 20, family: "com.example.other");
        await AssertRolesAsync("two", "three");
        Assert.Equal(["one"], (await ListAsync(Query() with { Family = Family })).Items.Select(row => row.Terms.Role));
        Assert.Equal(["two", "three"],
            (await ListAsync(Query() with { Family = "com.example.other" })).Items.Select(row => row.Terms.Role));
        Assert.Equal("one", (await CollaboratorAsync(Given.Account("a"), family: Family))?.Terms.Role);
        Assert.Null(await CollaboratorAsync(Given.Account("b"), family: Family));
        Assert.Empty((await ListAsync(Query() with { Family = "com.example" })).Items);
    }

    [Fact]
    public async Task A_subject_has_its_own_collaborators()
    {
        await CollaborateAsync("a", "one", 10);
        Assert.Null(await CollaboratorAsync(Given.Account("a"), Subject("cellar")));
        Assert.Null(await CollaboratorAsync(Given.Account("a"), Subject(author: Stranger)));
        Assert.Null(await CollaboratorAsync(Inviter));
        Assert.Empty((await ListAsync(Query() with { Subject = Subject("cellar") })).Items);
    }

    [Fact]
    public async Task A_page_begins_after_any_DID()
    {
        foreach (var name in new[] { "a", "c" }) await CollaborateAsync(name, name, 2);
        Assert.Equal("c", Assert.Single((await ListAsync(Query() with { After = Given.Account("b") })).Items).Terms.Role);
        Assert.Empty((await ListAsync(Query() with { After = Given.Account("d") })).Items);
        Assert.Equal(2, (await ListAsync(Query() with { After = Given.Account("A") })).Items.Count);
    }

    [Fact]
    public async Task Collaborators_who_stood_throughout_appear_once_while_others_come_and_go()
    {
        foreach (var i in Enumerable.Range(0, 20)) await CollaborateAsync($"c{i:D2}", "guest", 2);
        var (shown, query) = (new List<string>(), Query() with { Limit = 2 });
        for (var number = 0; ; number++)
        {
            var page = await ListAsync(query);
            shown.AddRange(page.Items.Select(row => row.Terms.Invitee.Value.Split(':')[^1]));
            if (!page.HasMore) break;
            query = query with { After = page.Items[^1].Terms.Invitee };
            await CollaborateAsync($"a{number}", "guest", 2);
            await CollaborateAsync($"c{number:D2}-b", "guest", 2);
            await CollaborateAsync($"c{number:D2}", "host", 5);
            await TellAsync(Deletion(UriOf($"c{number:D2}", "guest"), 9));
            if (number < 4) await TellAsync(Deletion(UriOf($"c{(3 * number) + 4:D2}", "guest"), 9));
        }

        Assert.Equal(shown.Order(StringComparer.Ordinal).Distinct(), shown);
        var gone = new[] { "c04", "c07", "c10", "c13" };
        Assert.Subset(shown.ToHashSet(), Enumerable.Range(0, 20).Select(i => $"c{i:D2}").Except(gone).ToHashSet());
    }

    private static CollaboratorQuery Query() => new() { Subject = Subject(), Now = Given.At(1_000), Limit = 100 };

    private static AtUri UriOf(string name, string role) => InviteUri($"{name}-{role}");

    private static AtUri AnswerOf(string name, string role) => AnswerUri(role, Given.Account(name));

    /// <summary>Has an account accept an invite in a role, under that name.</summary>
    private Task<int> CollaborateAsync(string name, string role, long at, string family = Family)
    {
        var uri = UriOf(name, role);
        return TellAsync(
            Invite(1, Terms() with { Invitee = Given.Account(name), Role = role }).At(uri) with { Family = family },
            Answer(at, terms: Said(uri)).At(AnswerOf(name, role)) with { Family = family });
    }

    private Task<Page<Handshake>> ListAsync(CollaboratorQuery query) =>
        Stores.Handshakes.ListCollaboratorsAsync(query, Cancellation).AsTask();

    /// <summary>The roles of all collaborators, by the list and by one look-up each.</summary>
    private async Task AssertRolesAsync(params string[] roles)
    {
        var page = await ListAsync(Query());
        Assert.Equal(roles, page.Items.Select(row => row.Terms.Role));
        foreach (var row in page.Items) Assert.Equal(row, await CollaboratorAsync(row.Terms.Invitee));
        foreach (var name in new[] { "a", "b" })
        {
            var isListed = page.Items.Any(row => row.Terms.Invitee == Given.Account(name));
            Assert.Equal(isListed, await CollaboratorAsync(Given.Account(name)) is not null);
        }
    }
}
