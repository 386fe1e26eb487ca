using System.Net;
using AtInvites.Hosting;
using AtInvites.Records;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Records.Queries;

public sealed class QueryRouteTests
{
    private static readonly string[] Methods = [RecordIds.ListInvites.Value, RecordIds.ListCollaborators.Value];

    [Fact]
    public async Task A_host_without_record_invites_does_not_have_the_queries() =>
        await AssertMissingAsync(_ => { });

    [Fact]
    public async Task A_host_with_another_family_only_does_not_have_the_queries() =>
        await AssertMissingAsync(invites => invites.AddRecordInvites(RecordFamily.Registry));

    [Fact]
    public async Task A_host_with_a_policy_of_its_own_for_the_family_has_the_queries()
    {
        await using var host = await QueryHost.StartAsync(
            StoreKind.Memory, invites => invites.AddRecordInvites(RecordFamily.Chive with { ExpiryEndsAccepted = true }));
        var invite = host.Story.Invite(
            RecordStory.Subject(HttpHost.Alice), HttpHost.Bob,
            record => record["expiresAt"] = host.Story.Datetime(TimeSpan.FromHours(1)));
        await host.TellAsync(invite, host.Story.Accept(invite));
        host.Clock.Advance(TimeSpan.FromHours(1));

        var shown = QueryHost.Only(await host.InvitesAsync(HttpHost.Bob, "invitee", HttpHost.Bob));

        Assert.Equal("expired", shown.GetProperty("state").GetString());
        Assert.False(shown.TryGetProperty("acceptanceUri", out _) || shown.TryGetProperty("acceptedAt", out _));
    }

    private static async Task AssertMissingAsync(Action<AtInvitesBuilder> turnOn)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory, new() { Builder = turnOn });
        foreach (var method in Methods)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/xrpc/{method}?invitee={HttpHost.Bob}");
            request.Headers.Add(CallerByHeader.Header, HttpHost.Bob);
            using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
    }
}
