using System.Net;
using AtInvites.Records;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Queries;

public sealed class ListInvitesTests
{
    [Theory, OnBothStores]
    public async Task A_pending_invite_is_shown_with_what_its_record_says(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var subject = RecordStory.Subject(HttpHost.Alice);
        var invite = host.Story.Invite(subject, HttpHost.Bob, record =>
        {
            record["role"] = "co-author";
            record["message"] = "Schön, dass du <dabei> bist";
            record["expiresAt"] = host.Story.Datetime(TimeSpan.FromHours(1));
        });
        await host.TellAsync(invite);

        var answer = await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob);

        Assert.Equal(
            $$"""{"invites":[{"uri":"{{invite.Uri}}","inviter":"did:plc:alice","invitee":"did:plc:bob","""
            + $"\"subjectUri\":\"{subject}\",\"subjectCollection\":\"pub.chive.eprint.submission\",\"role\":\"co-author\","
            + "\"message\":\"Schön, dass du <dabei> bist\",\"state\":\"pending\","
            + $"\"createdAt\":\"{host.Story.Datetime()}\",\"expiresAt\":\"{host.Story.Datetime(TimeSpan.FromHours(1))}\"}}],"
            + "\"hasMore\":false,\"total\":1}",
            answer.ShouldBeOk().Body);
    }

    [Theory, OnBothStores]
    public async Task An_invite_without_a_role_message_or_expiry_offers_the_lexicons_role_and_shows_no_more(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        await host.InviteBobAsync();

        var shown = QueryHost.Only(await host.InvitesAsync(HttpHost.Alice, "inviter", HttpHost.Alice));

        Assert.Equal(
            ["uri", "inviter", "invitee", "subjectUri", "subjectCollection", "role", "state", "createdAt"],
            shown.EnumerateObject().Select(member => member.Name));
        Assert.Equal("collaborator", shown.GetProperty("role").GetString());
    }

    [Theory, OnBothStores]
    public async Task An_accepted_invite_names_its_acceptance_and_when_it_was_seen(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invite = await host.InviteBobAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        var acceptance = host.Story.Accept(invite);
        await host.TellAsync(acceptance);
        var seen = host.Story.Datetime();
        host.Clock.Advance(TimeSpan.FromMinutes(5));

        var shown = QueryHost.Only(await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob));

        Assert.Equal("accepted", shown.GetProperty("state").GetString());
        Assert.Equal(acceptance.Uri.Value, shown.GetProperty("acceptanceUri").GetString());
        Assert.Equal(seen, shown.GetProperty("acceptedAt").GetString());
    }

    [Theory, OnBothStores]
    public async Task The_state_follows_the_records_and_the_clock(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        var invite = host.Story.Invite(
            RecordStory.Subject(HttpHost.Alice), HttpHost.Bob,
            record => record["expiresAt"] = host.Story.Datetime(TimeSpan.FromHours(1)));
        await host.TellAsync(invite);
        await AssertStateAsync(host, "pending");
        host.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        await AssertStateAsync(host, "pending");
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await AssertStateAsync(host, "expired");

        var longer = host.Story.Edit(invite, record => record["expiresAt"] = host.Story.Datetime(TimeSpan.FromHours(1)));
        await host.TellAsync(longer);
        await AssertStateAsync(host, "pending");
        var acceptance = host.Story.Accept(longer);
        await host.TellAsync(acceptance);
        await AssertStateAsync(host, "accepted");
        host.Clock.Advance(TimeSpan.FromHours(2));
        await AssertStateAsync(host, "accepted");

        await host.TellAsync(host.Story.Delete(acceptance));
        await AssertStateAsync(host, "expired");
        await host.TellAsync(host.Story.Delete(longer));
        await AssertStateAsync(host, null);
    }

    [Theory, OnBothStores]
    public async Task A_refusal_is_rejected_where_a_family_of_that_name_has_records_that_decline(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind, invites => invites.AddRecordInvites(
            RecordFamily.Chive with { Answers = [RecordFamily.Chive.Answers[0] with { Means = AnswerKind.Declined }] }));
        var invite = await host.InviteBobAsync();
        await host.TellAsync(host.Story.Accept(invite));

        var shown = QueryHost.Only(await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "state", "rejected"));

        Assert.Equal("rejected", shown.GetProperty("state").GetString());
        Assert.False(shown.TryGetProperty("acceptanceUri", out _) || shown.TryGetProperty("acceptedAt", out _));
        Assert.Empty(QueryHost.Uris(await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "state", "pending")));
    }

    [Theory, OnBothStores]
    public async Task Invites_of_the_other_family_are_not_shown(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        await host.TellAsync(host.Story.RegistryInvite(RecordStory.Subject(HttpHost.Alice), HttpHost.Bob));

        var answer = await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob);

        Assert.Equal("""{"invites":[],"hasMore":false,"total":0}""", answer.ShouldBeOk().Body);
    }

    [Theory]
    [InlineData(HttpHost.Bob, "invitee", HttpHost.Bob)]
    [InlineData(HttpHost.Alice, "inviter", HttpHost.Alice)]
    [InlineData(HttpHost.Alice, "subjectUri", "at://did:plc:alice/pub.chive.eprint.submission/3lpaper222222")]
    [InlineData(HttpHost.Alice, "invitee", HttpHost.Bob, "inviter", HttpHost.Alice)]
    [InlineData(HttpHost.Bob, "invitee", HttpHost.Bob, "inviter", HttpHost.Alice)]
    [InlineData(
        HttpHost.Alice, "invitee", HttpHost.Bob, "subjectUri", "at://did:plc:alice/pub.chive.eprint.submission/3lpaper222222")]
    public async Task Whom_a_filter_names_may_ask(string caller, params string[] filters)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);
        var invite = await host.InviteBobAsync();

        Assert.Equal([invite.Uri.Value], QueryHost.Uris(await host.InvitesAsync(caller, filters)));
    }

    [Theory]
    [InlineData(HttpHost.Alice)]
    [InlineData(HttpHost.Bob, "invitee", "", "inviter", "")]
    [InlineData(HttpHost.Bob, "state", "pending", "subjectCollection", "pub.chive.eprint.submission")]
    [InlineData(HttpHost.Bob, "inviter", HttpHost.Alice)]
    [InlineData(HttpHost.Alice, "invitee", HttpHost.Bob)]
    [InlineData(HttpHost.Bob, "subjectUri", "at://did:plc:alice/pub.chive.eprint.submission/3lpaper222222")]
    [InlineData(HttpHost.Carol, "invitee", HttpHost.Bob, "inviter", HttpHost.Alice)]
    [InlineData(HttpHost.Carol, "invitee", "did:plc:CAROL")]
    [InlineData(HttpHost.Carol, "subjectUri", "at://did:plc:alice/pub.chive.eprint.submission/did:plc:carol")]
    public async Task Whom_no_filter_names_is_refused_and_told_what_to_add(string caller, params string[] filters)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);
        await host.InviteBobAsync();

        var refused = (await host.InvitesAsync(caller, filters)).ShouldBe(HttpStatusCode.Forbidden, "Forbidden");

        Assert.All(["invitee", "inviter", "subjectUri"], name => Assert.Contains(name, refused.Message));
    }

    [Theory]
    [InlineData("invitee=did:plc:carol&invitee=did:plc:bob"), InlineData("invitee=did:plc:bob&invitee=did:plc:carol")]
    [InlineData("inviter=did:plc:carol&inviter=did:plc:alice&invitee=did:plc:carol")]
    public async Task A_filter_that_names_the_caller_and_somebody_else_is_refused(string query)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);
        await host.InviteBobAsync();

        (await RawAsync(host, query)).ShouldBeInvalid("given only once");
    }

    [Theory]
    [InlineData("INVITEE=did:plc:carol&invitee=did:plc:bob"), InlineData("Invitee=did:plc:carol"), InlineData("Inviter=")]
    public async Task A_filter_is_known_by_its_exact_name(string query)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);
        await host.InviteBobAsync();

        (await RawAsync(host, query)).ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
    }

    [Fact]
    public async Task A_stranger_is_refused_before_the_store_is_asked()
    {
        await using var host = await QueryHost.StartAsync(
            StoreKind.Memory, around: stores => stores with { Handshakes = new FailingHandshakes() });

        (await host.InvitesAsync(HttpHost.Carol, "invitee", HttpHost.Bob)).ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
        (await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob))
            .ShouldBe(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable");
        (await host.CollaboratorsAsync(HttpHost.Bob, "subjectUri", RecordStory.Subject(HttpHost.Alice).Value))
            .ShouldBe(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable");
    }

    [Theory]
    [InlineData("invitee", "did:plc:bob"), InlineData("invitee", "bob"), InlineData("limit", "0")]
    public async Task Without_credentials_it_is_401_whatever_is_asked(string name, string value)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);

        (await host.InvitesAsync(null, name, value)).ShouldBe(HttpStatusCode.Unauthorized, "AuthMissing");
        (await host.CollaboratorsAsync(null, name, value)).ShouldBe(HttpStatusCode.Unauthorized, "AuthMissing");
    }

    [Theory]
    [InlineData("inviter", "alice.example.com"), InlineData("inviter", "did:plc:"), InlineData("inviter", "DID:plc:alice")]
    [InlineData("subjectUri", "did:plc:bob"), InlineData("subjectUri", "https://example.com")]
    [InlineData("subjectUri", "at://did:plc:bob/"), InlineData("subjectUri", "at://bob.example.com/com.example.paper/1")]
    [InlineData("subjectCollection", "paper"), InlineData("subjectCollection", "com.example.*")]
    [InlineData("state", "declined"), InlineData("state", "revoked"), InlineData("state", "Pending"), InlineData("state", "any")]
    [InlineData("limit", "0"), InlineData("limit", "101"), InlineData("limit", "-1"), InlineData("limit", "1.5")]
    [InlineData("limit", "ten"), InlineData("cursor", "x")]
    public async Task A_parameter_outside_its_bounds_is_refused(string name, string value)
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);
        await host.InviteBobAsync();

        (await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, name, value)).ShouldBeInvalid(name);
    }

    [Fact]
    public async Task Another_verb_is_refused()
    {
        await using var host = await QueryHost.StartAsync(StoreKind.Memory);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/xrpc/" + RecordIds.ListInvites.Value);

        Assert.Equal("GET", (await host.Http.SendAsync(request, HttpHost.Bob)).ShouldBeInvalid("POST").Headers["Allow"]);
    }

    [Theory, OnBothStores]
    public async Task Dates_at_the_ends_of_time_are_shown_and_paged(StoreKind kind)
    {
        await using var host = await QueryHost.StartAsync(kind);
        string[] dates = ["0000-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00.000001Z"];
        foreach (var (index, date) in dates.Index())
        {
            var invite = host.Story.Invite(RecordStory.Subject(HttpHost.Alice), HttpHost.Bob, record =>
            {
                record["createdAt"] = date;
                record["expiresAt"] = "9999-12-31T23:59:59.999999999Z";
            });
            // A key of the epoch claims no later time, so that the list is sorted by the dates.
            await host.TellAsync(invite with { IsBackfill = true, RecordKey = RecordKey.Parse(Tid.From(0, index).Value) });
        }

        var (shown, cursor) = (new List<string>(), "");
        do
        {
            var page = await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "limit", "1", "cursor", cursor);
            var invite = QueryHost.Only(page);
            Assert.Equal("9999-12-31T23:59:59.999Z", invite.GetProperty("expiresAt").GetString());
            shown.Add(invite.GetProperty("createdAt").GetString()!);
            cursor = QueryHost.Cursor(page);
        }
        while (cursor.Length > 0);
        Assert.Equal(["1970-01-01T00:00:00.000Z", "1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00.000Z"], shown);
    }

    private static async Task<HostAnswer> RawAsync(QueryHost host, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/xrpc/{RecordIds.ListInvites.Value}?{query}");
        return await host.Http.SendAsync(request, HttpHost.Carol);
    }

    private static async Task AssertStateAsync(QueryHost host, string? state)
    {
        foreach (var asked in new[] { "pending", "accepted", "rejected", "expired", "all", "" })
        {
            var answer = await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob, "state", asked);
            var isShown = state is not null && (asked == state || asked is "all" or "");
            Assert.Equal(isShown ? 1 : 0, answer.ShouldBeOk().Json.GetProperty("total").GetInt64());
            if (isShown) Assert.Equal(state, QueryHost.Only(answer).GetProperty("state").GetString());
            else Assert.Empty(QueryHost.Uris(answer));
        }
    }
}
