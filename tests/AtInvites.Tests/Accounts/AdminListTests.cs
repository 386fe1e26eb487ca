using AtInvites.Stores;
using AtInvites.Tests.Hosting;

namespace AtInvites.Tests.Accounts;

public sealed class AdminListTests
{
    private static readonly string Hash = new('a', 64);

    [Theory, OnBothStores]
    public async Task Codes_come_newest_first_or_most_used_first(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var codes = await MintInTurnAsync(host, 3);
        await host.UseAsync(codes[0], HttpHost.Bob);
        await host.UseAsync(codes[0], HttpHost.Carol);
        await host.UseAsync(codes[1], HttpHost.Bob);

        Assert.Equal([codes[2], codes[1], codes[0]], AccountHost.Codes(await host.ListAsync()));
        Assert.Equal([codes[2], codes[1], codes[0]], AccountHost.Codes(await host.ListAsync("?sort=recent")));
        Assert.Equal([codes[0], codes[1], codes[2]], AccountHost.Codes(await host.ListAsync("?sort=usage")));
    }

    [Theory, OnBothStores]
    public async Task A_page_has_a_hundred_codes_unless_asked_otherwise_and_empty_parameters_mean_the_default(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        (await host.AdminAsync("createInviteCodes", """{"useCount":1,"codeCount":501}""")).ShouldBeOk();

        foreach (var query in new[] { "", "?limit=", "?sort=", "?cursor=", "?limit=&sort=&cursor=&other=" })
        {
            var page = await host.ListAsync(query);
            Assert.Equal(100, AccountHost.Items(page).Length);
            Assert.NotNull(AccountHost.Cursor(page));
        }

        Assert.Equal(500, AccountHost.Items(await host.ListAsync("?limit=500")).Length);
        Assert.Single(AccountHost.Items(await host.ListAsync("?limit=1")));
    }

    [Theory]
    [InlineData("limit=0", "limit"), InlineData("limit=501", "limit"), InlineData("limit=-1", "limit")]
    [InlineData("limit=abc", "limit"), InlineData("limit=1.5", "limit"), InlineData("limit=1&limit=2", "limit")]
    [InlineData("sort=oldest", "sort must be recent or usage"), InlineData("sort=Recent", "sort must be recent or usage")]
    [InlineData("sort=recent&sort=usage", "sort")]
    [InlineData("cursor=x", "cursor is not one that this sort gave out")]
    [InlineData("cursor=1::", "cursor"), InlineData("cursor=::{0}", "cursor"), InlineData("cursor=1:{0}", "cursor")]
    [InlineData("cursor=01::{0}", "cursor"), InlineData("cursor=%2B1::{0}", "cursor"), InlineData("cursor=1::{0}0", "cursor")]
    [InlineData("cursor=1::{0}::0", "cursor"), InlineData("cursor=999999999999999999::{0}", "cursor")]
    [InlineData("cursor=1::invites-example-com-abcde-fghij", "cursor"), InlineData("cursor=1::{0}&cursor=1::{0}", "cursor")]
    [InlineData("sort=usage&cursor=1::{0}", "cursor"), InlineData("sort=usage&cursor=1::{0}::", "cursor")]
    [InlineData("sort=usage&cursor=1::{0}::x", "cursor"), InlineData("sort=usage&cursor=1::{0}::0::0", "cursor")]
    public async Task A_list_that_is_asked_for_wrongly_is_refused(string query, string message)
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);

        (await host.ListAsync("?" + query.Replace("{0}", Hash))).ShouldBeInvalid(message);
    }

    [Fact]
    public async Task A_cursor_of_far_off_numbers_is_a_place_like_any_other()
    {
        await using var host = await AccountHost.StartAsync(StoreKind.Memory);
        var code = await host.MintAsync();

        Assert.Empty(AccountHost.Codes(await host.ListAsync($"?cursor=0::{Hash}")));
        Assert.Empty(AccountHost.Codes(await host.ListAsync($"?cursor=-1::{Hash}")));
        Assert.Equal([code], AccountHost.Codes(await host.ListAsync($"?cursor=253402300799999::{Hash}")));
        Assert.Equal([code], AccountHost.Codes(
            await host.ListAsync($"?sort=usage&cursor={long.MaxValue}::{Hash}::{long.MaxValue}")));
    }

    [Theory]
    [InlineData(StoreKind.Memory, "recent"), InlineData(StoreKind.Memory, "usage")]
    [InlineData(StoreKind.Sqlite, "recent"), InlineData(StoreKind.Sqlite, "usage")]
    public async Task Pages_make_the_whole_list_through_ties_and_writes(StoreKind kind, string sort)
    {
        await using var host = await AccountHost.StartAsync(kind);
        for (var i = 0; i < 4; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            (await host.AdminAsync("createInviteCodes", """{"useCount":100,"codeCount":5}""")).ShouldBeOk();
        }

        var whole = AccountHost.Codes(await host.ListAsync($"?sort={sort}"));
        for (var i = 0; i < whole.Length; i += 3) await host.UseAsync(whole[i], $"did:plc:user{i}");
        whole = AccountHost.Codes(await host.ListAsync($"?sort={sort}"));
        var read = new List<string>();
        var cursor = "";
        do
        {
            var page = await host.ListAsync($"?sort={sort}&limit=3&cursor={Uri.EscapeDataString(cursor)}");
            read.AddRange(AccountHost.Codes(page));
            cursor = AccountHost.Cursor(page);
            // A code already shown, one to come, and a new one: none moves what was there.
            await host.UseAsync(read[0], $"did:plc:first{read.Count}");
            await host.UseAsync(whole[^1], $"did:plc:last{read.Count}");
            if (sort == "recent") host.Clock.Advance(TimeSpan.FromSeconds(1));
            if (sort == "recent") await host.MintAsync();
        }
        while (cursor is not null);

        Assert.Equal(whole, read);
    }

    [Theory, OnBothStores]
    public async Task A_cursor_names_no_code_and_ends_with_the_list(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var codes = await MintInTurnAsync(host, 2);

        var first = await host.ListAsync("?limit=1");
        var cursor = AccountHost.Cursor(first)!;
        Assert.StartsWith($"{host.Clock.Milliseconds}::", cursor);
        Assert.All(codes, code => Assert.DoesNotContain(code, cursor));

        var last = await host.ListAsync($"?limit=1&cursor={cursor}");
        Assert.Equal([codes[0]], AccountHost.Codes(last));
        Assert.Null(AccountHost.Cursor(last));
        Assert.Null(AccountHost.Cursor(await host.ListAsync("?limit=2")));
    }

    [Theory, OnBothStores]
    public async Task Disabled_and_used_up_codes_stay_in_the_list(StoreKind kind)
    {
        await using var host = await AccountHost.StartAsync(kind);
        var codes = await MintInTurnAsync(host, 2, uses: 1);
        await host.UseAsync(codes[0], HttpHost.Bob);
        (await host.AdminAsync("disableInviteCodes", $$"""{"codes":["{{codes[1]}}"]}""")).ShouldBeOk();

        var items = AccountHost.Items(await host.ListAsync());

        Assert.Equal([codes[1], codes[0]], items.Select(item => item.GetProperty("code").GetString()!));
        Assert.Equal([true, false], items.Select(item => item.GetProperty("disabled").GetBoolean()));
    }

    [Fact]
    public async Task When_the_keys_that_sealed_a_code_are_lost_lists_show_a_mask_and_the_code_still_works()
    {
        StoreSet? kept = null;
        HostSettings Settings() => new() { Around = stores => kept ??= stores };
        var first = await AccountHost.StartAsync(StoreKind.Memory, Settings());
        var code = await first.MintAsync(1, HttpHost.Alice);
        await first.DisposeAsync();

        await using var second = await AccountHost.StartAsync(StoreKind.Memory, Settings());
        var masked = Assert.Single(AccountHost.Codes(await second.ListAsync()));

        Assert.StartsWith("*****-*****-", masked);
        Assert.Equal([masked], AccountHost.Codes(await second.OwnAsync(HttpHost.Alice)));
        Assert.Equal(CodeStatus.Granted, await second.UseAsync(code, HttpHost.Bob));
        Assert.Equal(1, (await second.DetailAsync(HttpHost.Bob)).InvitedBy?.Uses.Count);
    }

    private static async Task<List<string>> MintInTurnAsync(AccountHost host, int count, long uses = 9)
    {
        var codes = new List<string>();
        for (var i = 0; i < count; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            codes.Add(await host.MintAsync(uses));
        }

        return codes;
    }
}
