using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Accounts;

public sealed class CreateInviteCodeTests
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    [Theory, OnBothStores]
    public async Task A_code_is_the_host_name_and_two_groups_of_five_letters(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);

        var codes = new[] { await host.MintAsync(), await host.MintAsync(), await host.MintAsync() };

        Assert.All(codes, code => AssertForm(code, groups: 2));
        Assert.Equal(3, codes.Distinct().Count());
    }

    [Fact]
    public async Task An_option_lengthens_codes_and_another_renames_the_host()
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory, new()
        {
            Options = options => (options.Accounts.CodeGroups, options.Accounts.Hostname) = (4, "Pds.Example.ORG"),
        });

        AssertForm(await host.MintAsync(), groups: 4, "pds-example-org-");
    }

    [Theory, OnBothStores]
    public async Task The_owner_is_the_account_or_the_administration(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var own = await host.MintAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var strangers = await host.MintAsync(7, "did:plc:nobody");

        var items = AccountHost.Items(await host.ListAsync());

        Assert.Equal(
            $$"""{"code":"{{strangers}}","available":7,"disabled":false,"forAccount":"did:plc:nobody","createdBy":"admin","""
                + "\"createdAt\":\"2027-01-15T08:00:01.123Z\",\"uses\":[]}",
            items[0].GetRawText());
        Assert.Equal(
            $$"""{"code":"{{own}}","available":1,"disabled":false,"forAccount":"admin","createdBy":"admin","""
                + "\"createdAt\":\"2027-01-15T08:00:00.123Z\",\"uses\":[]}",
            items[1].GetRawText());
    }

    [Theory]
    [InlineData("createInviteCode", """{"useCount":1,"forAccount":"admin"}""", "forAccount")]
    [InlineData("createInviteCode", """{"useCount":1,"forAccount":""}""", "forAccount")]
    [InlineData("createInviteCode", """{"useCount":1,"forAccount":null}""", "forAccount")]
    [InlineData("createInviteCode", """{}""", "useCount")]
    [InlineData("createInviteCode", """{"useCount":null}""", "useCount")]
    [InlineData("createInviteCode", """{"useCount":"1"}""", "useCount")]
    [InlineData("createInviteCode", """{"useCount":1.5}""", "useCount")]
    [InlineData("createInviteCode", """{"useCount":0}""", "useCount must be 1 to 2^53 − 1.")]
    [InlineData("createInviteCode", """{"useCount":-1}""", "useCount must be 1 to 2^53 − 1.")]
    [InlineData("createInviteCode", """{"useCount":9007199254740992}""", "useCount")]
    [InlineData("createInviteCode", "[]", "Input")]
    [InlineData("createInviteCodes", """{"useCount":1,"codeCount":0}""", "codeCount must be 1 or more.")]
    [InlineData("createInviteCodes", """{"useCount":1,"codeCount":-3}""", "codeCount must be 1 or more.")]
    [InlineData("createInviteCodes", """{"useCount":1,"codeCount":null}""", "codeCount")]
    [InlineData("createInviteCodes", """{"useCount":0,"codeCount":1}""", "useCount must be 1 to 2^53 − 1.")]
    [InlineData("createInviteCodes", """{"codeCount":1}""", "useCount")]
    [InlineData("createInviteCodes", """{"useCount":1,"forAccounts":null}""", "forAccounts")]
    [InlineData("createInviteCodes", """{"useCount":1,"forAccounts":["admin"]}""", "forAccounts/0")]
    [InlineData("createInviteCodes", """{"useCount":1,"forAccounts":["did:plc:a","x"]}""", "forAccounts/1")]
    [InlineData("createInviteCodes", """{"useCount":1,"codeCount":10001}""", "10000 at most")]
    [InlineData(
        "createInviteCodes", """{"useCount":1,"codeCount":5001,"forAccounts":["did:plc:a","did:plc:b"]}""", "10000 at most")]
    public async Task A_request_that_is_wrong_is_refused_and_makes_nothing(string method, string body, string message)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        (await host.AdminAsync(method, body)).ShouldBeInvalid(message);

        Assert.Empty(AccountHost.Items(await host.ListAsync()));
    }

    [Theory, OnBothStores]
    public async Task Each_entry_has_its_own_codes_and_an_account_named_twice_two_entries(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);

        var answer = await host.AdminAsync(
            "createInviteCodes",
            """{"useCount":2,"codeCount":3,"forAccounts":["did:plc:bob","did:plc:nobody","did:plc:bob"],"unknown":{"a":null}}""");

        var entries = AccountHost.Items(answer);
        Assert.Equal(
            ["did:plc:bob", "did:plc:nobody", "did:plc:bob"], entries.Select(entry => entry.GetProperty("account").GetString()));
        var codes = entries.SelectMany(entry => entry.GetProperty("codes").EnumerateArray())
            .Select(code => code.GetString()!).ToList();
        Assert.Equal((9, 9), (codes.Count, codes.Distinct().Count()));
        Assert.Equal(codes.Order(), AccountHost.Codes(await host.ListAsync()).Order());
        Assert.Equal(6, AccountHost.Codes(await host.OwnAsync(HttpHost.Bob)).Length);
    }

    [Fact]
    public async Task An_empty_list_of_accounts_makes_nothing_and_no_list_one_entry_of_the_administration()
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        var none = await host.AdminAsync("createInviteCodes", """{"useCount":1,"codeCount":5,"forAccounts":[]}""");
        Assert.Equal("""{"codes":[]}""", none.ShouldBeOk().Body);
        Assert.Empty(AccountHost.Items(await host.ListAsync()));

        var one = AccountHost.Items(await host.AdminAsync("createInviteCodes", """{"useCount":1}"""));
        Assert.Equal("admin", Assert.Single(one).GetProperty("account").GetString());
        Assert.Single(one[0].GetProperty("codes").EnumerateArray());
    }

    [Fact]
    public async Task Ten_thousand_codes_are_made_in_one_call()
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        var entries = AccountHost.Items(await host.AdminAsync("createInviteCodes", """{"useCount":1,"codeCount":10000}"""));

        var codes = Assert.Single(entries).GetProperty("codes").EnumerateArray().Select(code => code.GetString()).ToHashSet();
        Assert.Equal(10_000, codes.Count);
    }

    [Fact]
    public async Task An_option_caps_how_many_codes_a_call_makes()
    {
        await using var host = await AccountHost.StartAsync(
            StoreKind.Memory, new() { Options = options => options.Accounts.MaxCodesPerCall = 4 });
        const string Two = "\"forAccounts\":[\"did:plc:a\",\"did:plc:b\"]";

        (await host.AdminAsync("createInviteCodes", $$"""{"useCount":1,"codeCount":2,{{Two}}}""")).ShouldBeOk();
        (await host.AdminAsync("createInviteCodes", $$"""{"useCount":1,"codeCount":3,{{Two}}}""")).ShouldBeInvalid("4 at most");
    }

    [Theory, OnBothStores]
    public async Task Available_stays_the_total_and_uses_come_newest_first(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var code = await host.MintAsync(3);
        await host.UseAsync(code, HttpHost.Bob);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.UseAsync(code, HttpHost.Carol);

        var item = Assert.Single(AccountHost.Items(await host.ListAsync()));

        Assert.Equal(3, item.GetProperty("available").GetInt64());
        Assert.Equal(
            """[{"usedBy":"did:plc:carol","usedAt":"2027-01-15T08:01:00.123Z"},"""
                + """{"usedBy":"did:plc:bob","usedAt":"2027-01-15T08:00:00.123Z"}]""",
            item.GetProperty("uses").GetRawText());
    }

    [Theory, OnBothStores]
    public async Task A_code_is_matched_exactly_case_included(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var code = await host.MintAsync(5);

        foreach (var other in new[] { code.ToUpperInvariant(), code + " ", " " + code, code[..^1], code.Replace('-', '.') })
            Assert.Equal(CodeStatus.Unknown, await host.UseAsync(other, HttpHost.Bob));
        Assert.Equal(CodeStatus.Granted, await host.UseAsync(code, HttpHost.Bob));
    }

    private static void AssertForm(string code, int groups, string prefix = AccountHost.Prefix)
    {
        Assert.StartsWith(prefix, code);
        var random = code[prefix.Length..].Split('-');
        Assert.Equal(groups, random.Length);
        Assert.All(random, group => Assert.True(group.Length == 5 && group.All(Letters.Contains), code));
    }
}
