using System.Net;
using AtInvites.Hosting;

namespace AtInvites.Tests.Hosting;

public sealed class HashKeyRotationTests
{
    private const string KeyB = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";

    [Fact]
    public async Task An_invite_minted_under_a_former_key_still_redeems_and_a_new_one_too() => await RotateAsync(
        _ => { },
        options => (options.Tokens.HashKey, _) = (KeyB, Former(options, HttpHost.Key)),
        isFound: true);

    [Fact]
    public async Task An_invite_minted_without_a_key_still_redeems_when_a_key_comes_later() => await RotateAsync(
        options => options.Tokens.HashKey = null,
        options => options.Tokens.HashKey = KeyB,
        isFound: true);

    [Fact]
    public async Task An_invite_minted_without_a_key_is_refused_when_the_host_says_so() => await RotateAsync(
        options => options.Tokens.HashKey = null,
        options => (options.Tokens.HashKey, options.Tokens.AcceptUnkeyed) = (KeyB, false),
        isFound: false);

    [Fact]
    public async Task Without_the_former_key_its_invites_are_unknown() => await RotateAsync(
        _ => { },
        options => options.Tokens.HashKey = KeyB,
        isFound: false);

    [Fact]
    public async Task Without_any_key_the_invites_of_a_key_are_unknown() => await RotateAsync(
        _ => { },
        options => options.Tokens.HashKey = null,
        isFound: false);

    [Fact]
    public async Task A_second_account_finds_a_used_up_invite_of_a_former_key_used_up_and_not_unknown()
    {
        using var folder = new TemporaryFolder();
        MintedInvite invite;
        await using (var before = await HttpHost.StartAsync(StoreKind.Sqlite, new() { Folder = folder }))
            invite = await before.MintAsync(await before.CreateSpaceAsync(), ("maxUses", 1));

        await using var after = await HttpHost.StartAsync(StoreKind.Sqlite, new()
        {
            Folder = folder,
            Options = options => (options.Tokens.HashKey, _) = (KeyB, Former(options, HttpHost.Key)),
        });
        (await after.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        (await after.RedeemAsync(HttpHost.Bob, invite.Token)).ShouldBeOk();
        (await after.RedeemAsync(HttpHost.Carol, invite.Token)).ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
        (await after.RevokeAsync(invite)).ShouldBeOk();
    }

    private static bool Former(AtInvitesOptions options, string key)
    {
        options.Tokens.FormerHashKeys.Add(key);
        return true;
    }

    private static async Task RotateAsync(Action<AtInvitesOptions> first, Action<AtInvitesOptions> second, bool isFound)
    {
        using var folder = new TemporaryFolder();
        MintedInvite invite;
        await using (var before = await HttpHost.StartAsync(StoreKind.Sqlite, new() { Folder = folder, Options = first }))
            invite = await before.MintAsync(await before.CreateSpaceAsync());

        await using var after = await HttpHost.StartAsync(StoreKind.Sqlite, new() { Folder = folder, Options = second });
        var answer = await after.RedeemAsync(HttpHost.Bob, invite.Token);
        if (isFound) answer.ShouldBeOk();
        else answer.ShouldBe(HttpStatusCode.BadRequest, "InvalidInvite");
        (await after.RedeemAsync(HttpHost.Bob, (await after.MintAsync(invite.Space)).Token)).ShouldBeOk();
    }
}
