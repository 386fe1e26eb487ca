using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace AtInvites.Tests.Redemption;

public sealed class CodeListerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task Lists_show_the_texts_of_codes(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var codes = await engine.MintAsync(5, 1, CodeOwner.Of(CodeEngine.Account(1)));

        var page = await engine.Lister.ListAsync(new() { Sort = CodeSort.Recent, Limit = 500 }, Token);
        var held = await engine.Lister.ListForAsync(CodeEngine.Account(1), Token);

        Assert.Equal(codes.Order(), page.Items.Select(code => code.Code.Reveal()).Order());
        Assert.Equal(page.Items.Select(code => code.Code.Reveal()), held.Select(code => code.Code.Reveal()));
        Assert.All(page.Items, code => Assert.False(code.IsMasked));
    }

    [Theory, OnBothStores]
    public async Task When_the_key_ring_is_lost_lists_show_masks_and_codes_redeem(StoreKind kind)
    {
        await using var before = await CodeEngine.StartAsync(kind);
        var codes = await before.MintAsync(20, 2, CodeOwner.Admin);
        await using var engine = before.Beside(new() { Protection = new EphemeralDataProtectionProvider() });

        var page = await engine.Lister.ListAsync(new() { Sort = CodeSort.Usage, Limit = 500 }, Token);

        Assert.Equal(20, page.Items.DistinctBy(code => code.Code.Reveal()).Count());
        Assert.All(page.Items, code =>
        {
            Assert.Equal((true, CodeSeal.Mask(code.Row.Hash)), (code.IsMasked, code.Code.Reveal()));
            Assert.DoesNotContain(code.Code.Reveal(), codes);
        });
        foreach (var code in codes) Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 1));
        await using var seat = await engine.ReserveAsync(codes[0], "holder");
        Assert.True(seat.IsHeld);
    }

    [Theory, OnBothStores]
    public async Task A_code_minted_after_the_loss_opens_beside_masks(StoreKind kind)
    {
        await using var before = await CodeEngine.StartAsync(kind);
        await before.MintAsync();
        await using var engine = before.Beside(new() { Protection = new EphemeralDataProtectionProvider() });
        var code = await engine.MintAsync();

        var page = await engine.Lister.ListAsync(new() { Sort = CodeSort.Recent, Limit = 500 }, Token);

        Assert.Equal(code, Assert.Single(page.Items, one => !one.IsMasked).Code.Reveal());
        Assert.Equal(2, page.Items.Count);
    }

    [Fact]
    public async Task A_row_with_the_sealed_text_of_another_row_shows_a_mask()
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        var first = await engine.FindAsync(await engine.MintAsync());
        var second = await engine.FindAsync(await engine.MintAsync());

        Assert.True(engine.Lister.Open(first with { Sealed = second.Sealed }).IsMasked);
        Assert.False(engine.Lister.Open(first).IsMasked);
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(CodeLister.MaxLimit + 1)]
    public async Task A_page_of_another_size_than_1_to_500_throws(int limit)
    {
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await engine.Lister.ListAsync(new() { Sort = CodeSort.Recent, Limit = limit }, Token));
    }
}
