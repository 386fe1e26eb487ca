using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using AtInvites.Tests.Tokens;

namespace AtInvites.Tests.Redemption;

public sealed class CodeIssuerTests
{
    private static readonly CodeOwner Alice = CodeOwner.Of(CodeEngine.Account(1));
    private static readonly CodeOwner Bob = CodeOwner.Of(CodeEngine.Account(2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CodeRequest Request(long codes, long uses, params CodeOwner[] owners) =>
        new() { Owners = owners, CodesEach = codes, Uses = uses };

    [Theory, OnBothStores]
    public async Task Codes_of_the_administration_are_stored_with_what_was_asked_for(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);

        var outcome = await engine.Issuer.IssueAsync(Request(3, 7, CodeOwner.Admin), Token);

        var entry = Assert.Single(outcome.Codes!);
        Assert.Equal((CodeOwner.Admin, 3), (entry.Owner, entry.Codes.DistinctBy(code => code.Reveal()).Count()));
        foreach (var code in entry.Codes)
        {
            var row = await engine.FindAsync(code.Reveal());
            Assert.Equal((CodeOwner.Admin, CodeOwner.Admin, 7L), (row.Owner, row.CreatedBy, row.Available));
            Assert.Equal((false, engine.Clock.GetUtcNow()), (row.IsDisabled, row.CreatedAt));
            Assert.Empty(row.Uses);
        }
    }

    [Theory, OnBothStores]
    public async Task An_owner_named_twice_gets_two_entries_and_gifts_are_made_by_the_administration(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);

        var outcome = await engine.Issuer.IssueAsync(Request(2, 1, Alice, Bob, Alice), Token);

        Assert.Equal([Alice, Bob, Alice], outcome.Codes!.Select(entry => entry.Owner));
        Assert.All(outcome.Codes!, entry => Assert.Equal(2, entry.Codes.Count));
        var held = await engine.Lister.ListForAsync(CodeEngine.Account(1), Token);
        var given = outcome.Codes!.Where(entry => entry.Owner == Alice).SelectMany(entry => entry.Codes);
        Assert.Equal(given.Select(code => code.Reveal()).Order(), held.Select(code => code.Code.Reveal()).Order());
        Assert.All(held, code => Assert.Equal((Alice, CodeOwner.Admin), (code.Row.Owner, code.Row.CreatedBy)));
    }

    [Theory, OnBothStores]
    public async Task Without_owners_nothing_is_made(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);

        var outcome = await engine.Issuer.IssueAsync(Request(5, 1), Token);

        Assert.True(outcome.IsIssued);
        Assert.Empty(outcome.Codes);
        Assert.Equal(0, await CountAsync(engine));
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(-1, 1, 1)]
    [InlineData(long.MinValue, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, -1, 1)]
    [InlineData(1, Invite.MaxMaxUses + 1, 1)]
    [InlineData(1, long.MaxValue, 1)]
    [InlineData(11, 1, 1)]
    [InlineData(6, 1, 2)]
    [InlineData(4, 1, 3)]
    [InlineData(1, 1, 11)]
    [InlineData(long.MaxValue, 1, 1)]
    [InlineData(long.MaxValue, 1, 2)]
    [InlineData(0, 1, 0)]
    public async Task A_request_out_of_bounds_is_a_value_that_says_why_and_stores_nothing(long codes, long uses, int owners)
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.MaxCodesPerCall = 10;

        var outcome = await engine.Issuer.IssueAsync(Request(codes, uses, [.. Enumerable.Repeat(Alice, owners)]), Token);

        Assert.False(outcome.IsIssued);
        Assert.NotEmpty(outcome.Message);
        Assert.Null(outcome.Codes);
        Assert.Equal(0, await CountAsync(engine));
    }

    [Theory]
    [InlineData(10, 1, 1)]
    [InlineData(5, Invite.MaxMaxUses, 2)]
    [InlineData(3, 1, 3)]
    [InlineData(1, 1, 10)]
    public async Task As_many_codes_as_one_call_may_make_are_made(long codes, long uses, int owners)
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        engine.Options.MaxCodesPerCall = 10;

        var outcome = await engine.Issuer.IssueAsync(Request(codes, uses, [.. Enumerable.Repeat(Alice, owners)]), Token);

        Assert.True(outcome.IsIssued, outcome.Message);
        Assert.Equal(codes * owners, await CountAsync(engine));
    }

    [Theory, OnBothStores]
    public async Task A_code_that_was_taken_is_made_anew_and_none_is_left_of_the_first_attempt(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind, new() { Random = new RepeatingBytes(4) });
        var first = await engine.MintAsync();

        // Three draws more give the first code again.
        var second = await engine.MintAsync();

        Assert.NotEqual(first, second);
        Assert.Equal(2, await CountAsync(engine));
    }

    [Theory, OnBothStores]
    public async Task When_new_codes_are_taken_every_time_it_is_a_fault_that_names_the_remedy(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind, new() { Random = new RepeatingBytes(int.MaxValue) });
        await engine.MintAsync();

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.MintAsync());

        Assert.Contains("Accounts:CodeGroups", fault.Message);
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.MintAsync(2, 1, Alice));
        Assert.Equal(1, await CountAsync(engine));
    }

    private static async Task<int> CountAsync(CodeEngine engine) => (await engine.Stores.Codes.ListAsync(
        new() { Sort = CodeSort.Recent, Limit = 100 }, Token)).Items.Count;
}
