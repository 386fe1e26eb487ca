using System.Net;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Accounts;

public sealed class AdminActionTests
{
    public static TheoryData<string, string?> Methods => new()
    {
        { "createInviteCode", """{"useCount":1}""" },
        { "createInviteCodes", """{"useCount":1}""" },
        { "getInviteCodes", null },
        { "disableInviteCodes", """{"codes":[]}""" },
        { "disableAccountInvites", """{"account":"did:plc:alice"}""" },
        { "enableAccountInvites", """{"account":"did:plc:alice"}""" },
    };

    [Theory, MemberData(nameof(Methods))]
    public async Task Only_the_administration_may_call(string method, string? body)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        foreach (var basic in new[] { null, "admin:wrong", "admin:", "root:" + AccountHost.Password, "admin" })
            (await host.SendAsync(method, body, basic)).ShouldBe(HttpStatusCode.Unauthorized, "AuthenticationRequired");
        (await host.SendAsync(method, body, basic: null, caller: HttpHost.Alice))
            .ShouldBe(HttpStatusCode.Unauthorized, "AuthenticationRequired");
        (await host.SendAsync(method, body)).ShouldBeOk();
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task Where_an_entryway_manages_the_codes_every_call_is_refused_once_the_caller_is_known(
        string method, string? body)
    {
        await using var host = await AccountHost.StartAsync(
            StoreKind.Memory, new() { Options = options => options.Accounts.ManagedByEntryway = true });

        (await host.SendAsync(method, body)).ShouldBeInvalid("Account invites are managed by the entryway service");
        (await host.SendAsync(method, body, basic: null)).ShouldBe(HttpStatusCode.Unauthorized, "AuthenticationRequired");
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task The_other_verb_is_refused(string method, string? body)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        (await host.SendAsync(method, body is null ? "{}" : null)).ShouldBeInvalid("Incorrect HTTP method");
    }

    [Theory, OnBothStores]
    public async Task Codes_are_disabled_by_name_and_by_account_once_and_not_for_later(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var named = await host.MintAsync();
        var other = await host.MintAsync();
        var held = await host.MintAsync(1, HttpHost.Alice);

        var answer = await host.AdminAsync(
            "disableInviteCodes",
            $$"""{"codes":["{{named}}","x","{{new string('x', 600)}}",""],"accounts":["did:plc:alice","did:plc:x","text"]}""");
        answer.ShouldBeOk();
        var later = await host.MintAsync(1, HttpHost.Alice);

        Assert.Equal(CodeStatus.Disabled, await host.UseAsync(named, "did:plc:x"));
        Assert.Equal(CodeStatus.Disabled, await host.UseAsync(held, "did:plc:x"));
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(other, "did:plc:x"));
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(later, "did:plc:y"));
    }

    [Theory]
    [InlineData("{}"), InlineData("""{"codes":[],"accounts":[]}"""), InlineData("""{"codes":["none"],"x":null}""")]
    public async Task Naming_nothing_is_no_fault(string body)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);
        var code = await host.MintAsync(1, HttpHost.Alice);

        (await host.AdminAsync("disableInviteCodes", body)).ShouldBeOk();

        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Bob));
    }

    [Theory, OnBothStores]
    public async Task The_administration_among_the_accounts_fails_the_whole_request(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var named = await host.MintAsync();
        var held = await host.MintAsync(1, HttpHost.Alice);

        var refused = await host.AdminAsync(
            "disableInviteCodes", $$"""{"codes":["{{named}}"],"accounts":["did:plc:alice","admin"]}""");

        Assert.Equal("cannot disable admin invite codes", refused.ShouldBeInvalid().Message);
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(named, "did:plc:x"));
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(held, "did:plc:x"));
    }

    [Theory]
    [InlineData("disableInviteCodes", """{"codes":null}""", "codes")]
    [InlineData("disableInviteCodes", """{"codes":"x"}""", "codes")]
    [InlineData("disableInviteCodes", """{"codes":[1]}""", "codes/0")]
    [InlineData("disableInviteCodes", """{"accounts":null}""", "accounts")]
    [InlineData("disableAccountInvites", "{}", "account")]
    [InlineData("disableAccountInvites", """{"account":"alice.test"}""", "account")]
    [InlineData("disableAccountInvites", """{"account":"admin"}""", "account")]
    [InlineData("disableAccountInvites", """{"account":"did:plc:alice","note":null}""", "note")]
    [InlineData("enableAccountInvites", """{"account":null}""", "account")]
    [InlineData("enableAccountInvites", """{"account":"did:plc:alice","note":7}""", "note")]
    public async Task A_field_that_is_wrong_is_named(string method, string body, string field)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        (await host.AdminAsync(method, body)).ShouldBeInvalid(field);
    }

    [Theory, OnBothStores]
    public async Task The_switch_leaves_codes_alone_and_each_call_replaces_the_note(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var code = await host.MintAsync(1, HttpHost.Alice);

        (await host.AdminAsync("disableAccountInvites", """{"account":"did:plc:alice","note":"spam ✉"}""")).ShouldBeOk();
        var detail = await host.DetailAsync(HttpHost.Alice);
        Assert.Equal((true, "spam ✉"), (detail.InvitesDisabled, detail.InviteNote));
        Assert.Equal([code], AccountHost.Codes(await host.OwnAsync(HttpHost.Alice)));

        (await host.AdminAsync("enableAccountInvites", """{"account":"did:plc:alice","note":"sorry"}""")).ShouldBeOk();
        detail = await host.DetailAsync(HttpHost.Alice);
        Assert.Equal((false, "sorry"), (detail.InvitesDisabled, detail.InviteNote));

        (await host.AdminAsync("disableAccountInvites", """{"account":"did:plc:alice"}""")).ShouldBeOk();
        detail = await host.DetailAsync(HttpHost.Alice);
        Assert.Equal((true, null), (detail.InvitesDisabled, detail.InviteNote));
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Bob));
    }

    [Theory, OnBothStores]
    public async Task A_note_is_stored_whole_up_to_its_bound_and_refused_beyond(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var longest = new string('é', AccountInviteSwitch.MaxNoteBytes / 2);

        (await host.AdminAsync("disableAccountInvites", $$"""{"account":"did:plc:alice","note":"{{longest}}"}""")).ShouldBeOk();
        (await host.AdminAsync("enableAccountInvites", $$"""{"account":"did:plc:alice","note":"{{longest}}x"}"""))
            .ShouldBeInvalid("note must not be longer than 10000 bytes");

        var detail = await host.DetailAsync(HttpHost.Alice);
        Assert.Equal((true, longest), (detail.InvitesDisabled, detail.InviteNote));
    }

    [Theory, OnBothStores]
    public async Task The_detail_of_an_account_tells_who_invited_it_and_every_code_it_holds(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var code = await host.MintAsync(2, HttpHost.Alice);
        await host.UseAsync(code, HttpHost.Bob);
        (await host.AdminAsync("disableInviteCodes", """{"accounts":["did:plc:alice"]}""")).ShouldBeOk();

        var bob = await host.DetailAsync(HttpHost.Bob);
        Assert.Equal((code, HttpHost.Alice, true), (bob.InvitedBy!.Code, bob.InvitedBy.ForAccount, bob.InvitedBy.Disabled));
        Assert.DoesNotContain(code, bob.InvitedBy.ToString());
        Assert.Empty(bob.Invites);
        var alice = await host.DetailAsync(HttpHost.Alice);
        Assert.Null(alice.InvitedBy);
        Assert.Equal([code], alice.Invites.Select(invite => invite.Code));
        Assert.Equal((false, null), (alice.InvitesDisabled, alice.InviteNote));
    }

    [Theory, OnBothStores]
    public async Task A_taken_down_owners_codes_stop_and_come_back_with_him(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var code = await host.MintAsync(1, HttpHost.Alice);

        host.Accounts.TakeDown(HttpHost.Alice);
        Assert.Equal(CodeStatus.OwnerTakenDown, await host.UseAsync(code, HttpHost.Bob));

        host.Accounts.TakeDown(HttpHost.Alice, isTakenDown: false);
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Bob));
    }
}
