using System.Net;
using System.Text.Json.Nodes;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using Microsoft.Extensions.DependencyInjection;

namespace AtInvites.Tests.Hosting;

public sealed class HostDirectoryTests
{
    private const string Club = "at://did:plc:alice/com.example.club/1";

    [Theory, OnBothStores]
    public async Task Invites_to_a_hosts_own_space_are_minted_redeemed_listed_and_revoked(StoreKind kind)
    {
        var pages = new GuestBook.Pages();
        await using var host = await StartAsync(kind, new(), pages);
        var invite = await host.MintAsync(Club, ("perms", "read"));

        var answer = (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();

        Assert.Equal($$"""{"spaceUri":"{{Club}}","perms":"read"}""", answer.Body);
        Assert.Equal(HttpHost.Bob, (await pages.NextAsync()).Account.Value);
        var list = (await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", Club)).ShouldBeOk();
        Assert.Equal(1, list.Json.GetProperty("invites")[0].GetProperty("usedCount").GetInt64());
        (await host.RevokeAsync(invite)).ShouldBeOk();
        (await host.RedeemAsync(HttpHost.Carol, invite.Token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
        (await host.GetAsync("invite.list", HttpHost.Bob, "spaceUri", Club)).ShouldBe(HttpStatusCode.Forbidden, "Forbidden");
    }

    [Theory, OnBothStores]
    public async Task The_methods_of_the_librarys_own_spaces_are_501(StoreKind kind)
    {
        await using var host = await StartAsync(kind, new(), new());
        foreach (var method in new[] { "admin.createSpace", "admin.addMember", "admin.removeMember", "getSpace", "listSpaces",
            "listMembers" })
        {
            (await host.PostAsync(method, HttpHost.Alice, "{}")).ShouldBe(HttpStatusCode.NotImplemented, "MethodNotImplemented");
            (await host.GetAsync(method, HttpHost.Alice)).ShouldBe(HttpStatusCode.NotImplemented, "MethodNotImplemented");
        }
    }

    [Theory, OnBothStores]
    public async Task A_space_that_is_gone_from_the_directory_is_not_found_and_its_invites_are_unusable(StoreKind kind)
    {
        var book = new HostDirectory.Book();
        await using var host = await StartAsync(kind, book, new());
        var invite = await host.MintAsync(Club);
        (await host.RedeemAsync(HttpHost.Carol, invite.Token)).ShouldBeOk();
        Assert.True(book.Owners.TryRemove(Club, out _));

        var refused = (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
        Assert.Equal(refused.Body, (await host.RedeemAsync(HttpHost.Bob, new('A', 43))).Body);
        (await host.RevokeAsync(invite)).ShouldBe(HttpStatusCode.NotFound, "NotFound");
        (await host.PostAsync("invite.create", HttpHost.Alice, new JsonObject { ["spaceUri"] = Club }))
            .ShouldBe(HttpStatusCode.NotFound, "NotFound");
        (await host.GetAsync("invite.list", HttpHost.Alice, "spaceUri", Club)).ShouldBe(HttpStatusCode.NotFound, "NotFound");
    }

    [Theory, OnBothStores]
    public async Task A_host_that_deletes_a_space_revokes_all_its_invites_at_once(StoreKind kind)
    {
        await using var host = await StartAsync(kind, new(), new());
        var invites = new[] { await host.MintAsync(Club), await host.MintAsync(Club), await host.MintAsync(Club) };
        (await host.RevokeAsync(invites[2])).ShouldBeOk();
        var revoker = host.Services.GetRequiredService<InviteRevoker>();

        Assert.Equal(2, await revoker.RevokeAllAsync(AtUri.Parse(Club), TestContext.Current.CancellationToken));
        Assert.Equal(0, await revoker.RevokeAllAsync(AtUri.Parse(Club), TestContext.Current.CancellationToken));

        foreach (var invite in invites)
            (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
    }

    [Theory, OnBothStores]
    public async Task Whom_a_host_removes_from_its_space_is_not_admitted_again(StoreKind kind)
    {
        await using var host = await StartAsync(kind, new(), new());
        var invite = await host.MintAsync(Club);
        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        var members = host.Services.GetRequiredService<IMemberStore>();

        Assert.True(await members.RemoveAsync(
            AtUri.Parse(Club), Did.Parse(HttpHost.Bob), host.Clock.GetUtcNow(), TestContext.Current.CancellationToken));

        (await host.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
    }

    private static Task<HttpHost> StartAsync(StoreKind kind, HostDirectory.Book book, GuestBook.Pages pages)
    {
        book.Owners[Club] = HttpHost.Alice;
        return HttpHost.StartAsync(kind, new()
        {
            Builder = invites =>
            {
                invites.Services.AddSingleton(book);
                invites.Services.AddSingleton(pages);
                invites.UseSpaceDirectory<HostDirectory>().AddAdmissionSink<GuestBook>();
            },
        });
    }
}
