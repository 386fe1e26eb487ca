using System.Net;
using System.Text.Json.Nodes;
using AtInvites.Spaces;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Http;

public sealed class OwnershipTests
{
    private static readonly string[] OwnersProcedures =
        ["invite.create", "invite.revoke", "admin.addMember", "admin.removeMember"];

    [Theory, OnBothStores]
    public async Task Who_is_not_the_owner_is_403_also_as_a_member_with_write_perms(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        var state = await host.StateAsync();
        foreach (var caller in new[] { HttpHost.Bob, HttpHost.Carol })
        {
            foreach (var method in OwnersProcedures)
                (await host.PostAsync(method, caller, XrpcMethods.Request(method, invite)))
                    .ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
            (await host.GetAsync("invite.list", caller, "spaceUri", invite.Space))
                .ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
        }

        (await host.GetAsync("getSpace", HttpHost.Carol, "uri", invite.Space)).ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
        (await host.GetAsync("listMembers", HttpHost.Carol, "spaceUri", invite.Space))
            .ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
        Assert.Equal(state, await host.StateAsync());
    }

    [Theory, OnBothStores]
    public async Task A_space_that_never_was_and_one_that_was_deleted_are_not_found_alike_also_by_the_owner(StoreKind kind)
    {
        await using var host = await HttpHost.StartAsync(kind);
        var invite = await host.MintAsync(await host.CreateSpaceAsync());
        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        Assert.True(await host.Services.GetRequiredService<SpaceKeeper>()
            .DeleteAsync(AtUri.Parse(invite.Space), TestContext.Current.CancellationToken));
        var state = await host.StateAsync();
        foreach (var uri in new[] { invite.Space, "at://did:plc:alice/rsvp.atmo.space/none", "at://alice.example.com/a.b.c/d",
            "at://did:plc:x" })
        {
            foreach (var method in OwnersProcedures)
            {
                var answer = await host.PostAsync(method, HttpHost.Alice,
                    XrpcMethods.Request(method, invite with { Space = uri }));
                Assert.Equal("""{"error":"NotFound","message":"There is no such space"}""", answer.Body);
                Assert.Equal(404, answer.Status);
            }

            foreach (var caller in new[] { HttpHost.Alice, HttpHost.Bob, HttpHost.Carol })
            {
                (await host.GetAsync("invite.list", caller, "spaceUri", uri)).ShouldBe(HttpStatusCode.NotFound, "NotFound");
                (await host.GetAsync("getSpace", caller, "uri", uri)).ShouldBe(HttpStatusCode.NotFound, "NotFound");
                (await host.GetAsync("listMembers", caller, "spaceUri", uri)).ShouldBe(HttpStatusCode.NotFound, "NotFound");
            }
        }

        Assert.Equal(state, await host.StateAsync());
    }

    [Theory]
    [InlineData("x"), InlineData(""), InlineData("at://"), InlineData("https://a.example")]
    [InlineData("at://did:plc:alice/x y/z")]
    public async Task What_is_no_AT_URI_is_400(string uri)
    {
        await using var host = await HttpHost.StartAsync(StoreKind.Memory);
        foreach (var method in OwnersProcedures)
        {
            var request = XrpcMethods.Request(method, new(uri, "", new('0', 64)));
            (await host.PostAsync(method, HttpHost.Alice, request)).ShouldBeInvalid("spaceUri");
        }

        (await host.GetAsync("getSpace", HttpHost.Alice, "uri", uri)).ShouldBeInvalid("uri");
        (await host.PostAsync("invite.create", HttpHost.Alice, new JsonObject())).ShouldBeInvalid("spaceUri");
        (await host.GetAsync("invite.list", HttpHost.Alice)).ShouldBeInvalid("spaceUri");
    }
}
