using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;

namespace AtInvites.Tests.Redemption;

public sealed class InviteEngineTests
{
    // Not zeros as the first key: HMAC fills a key up with zeros, so that 32 of them and 33 are one key.
    private static readonly string OtherKey = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 33)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task A_request_out_of_bounds_is_a_value_that_says_why_and_stores_nothing(StoreKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var good = Engine.Request();
        InviteRequest[] requests =
        [
            good with { MaxUses = 0 }, good with { MaxUses = -1 }, good with { MaxUses = Invite.MaxMaxUses + 1 },
            good with { MaxUses = long.MaxValue }, good with { Perms = 0 }, good with { Perms = (Perms)3 },
            good with { ExpiresAt = engine.Clock.Milliseconds }, good with { ExpiresAt = long.MinValue },
            good with { ExpiresAt = long.MaxValue }, good with { Note = new('é', 251) },
        ];
        foreach (var request in requests)
        {
            var outcome = await engine.Issuer.IssueAsync(request, Token);
            Assert.Equal((false, IssueFault.Invalid, ""), (outcome.IsIssued, outcome.Fault, outcome.Secret.Reveal()));
            Assert.Null(outcome.Invite);
        }

        Assert.Empty((await engine.Stores.Invites.ListAsync(new() { Space = Engine.Space, Limit = 10 }, Token)).Items);
    }

    [Theory, OnBothStores]
    public async Task An_invite_to_a_deleted_space_is_not_minted(StoreKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var (token, _) = await engine.MintAsync();
        Assert.True(await engine.Stores.Spaces.DeleteAsync(Engine.Space, engine.Clock.GetUtcNow(), Token));

        Assert.Equal(IssueFault.SpaceDeleted, (await engine.Issuer.IssueAsync(Engine.Request(), Token)).Fault);
        Assert.Equal(RedeemStatus.Revoked, (await engine.RedeemAsync(token, Did.Parse(HttpHost.Bob))).Status);
    }

    [Theory, OnBothStores]
    public async Task A_token_is_found_in_any_state_and_never_stored(StoreKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var (token, hash) = await engine.MintAsync(maxUses: 1);
        Assert.Equal(hash, (await engine.Finder.FindAsync(token, Token))!.Token);
        await engine.Revoker.RevokeAsync(Engine.Space, hash, Token);

        var found = await engine.Finder.FindAsync(token, Token);

        Assert.NotNull(found!.RevokedAt);
        Assert.DoesNotContain(token, found.ToString());
        Assert.Null(await engine.Finder.FindAsync(new('A', 43), Token));
        Assert.Null(await engine.Finder.FindAsync(token + "=", Token));
        Assert.Null(await engine.Finder.FindAsync(hash.ToHex(), Token));
    }

    [Theory, OnBothStores]
    public async Task With_several_keys_the_most_telling_answer_wins(StoreKind kind)
    {
        var tokens = new TokenOptions { HashKey = HttpHost.Key, FormerHashKeys = [OtherKey] };
        await using var engine = await Engine.StartAsync(kind, tokens);
        var (token, _) = await engine.MintAsync(maxUses: 1);

        Assert.Equal(RedeemStatus.Admitted, (await engine.RedeemAsync(token, Did.Parse(HttpHost.Bob))).Status);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, (await engine.RedeemAsync(token, Did.Parse(HttpHost.Bob))).Status);
        Assert.Equal(RedeemStatus.Exhausted, (await engine.RedeemAsync(token, Did.Parse(HttpHost.Carol))).Status);
        Assert.Equal(RedeemStatus.Unknown, (await engine.RedeemAsync(new('A', 43), Did.Parse(HttpHost.Carol))).Status);
    }

    [Theory, OnBothStores]
    public async Task A_token_of_a_former_key_is_found(StoreKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var (token, hash) = await engine.MintAsync();
        var keys = new TokenOptions { HashKey = OtherKey, FormerHashKeys = [HttpHost.Key] };

        var found = await new InviteFinder(engine.Stores.Invites, new(keys)).FindAsync(token, Token);

        Assert.Equal(hash, found?.Token);
    }

    [Fact]
    public async Task More_ended_invites_than_one_batch_go_in_one_sweep()
    {
        await using var engine = await Engine.StartAsync(StoreKind.Memory);
        for (var i = 0; i < 501; i++) await engine.MintAsync(expiresAt: engine.Clock.Milliseconds + 1);
        engine.Clock.Advance(TimeSpan.FromMilliseconds(2));

        Assert.Equal(501, await engine.Sweeper(new() { Retention = TimeSpan.Zero }).SweepAsync(Token));
    }

    [Theory, OnBothStores]
    public async Task More_admissions_than_one_batch_are_told_in_one_delivery(StoreKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var (token, _) = await engine.MintAsync();
        for (var i = 0; i < 101; i++) await engine.RedeemAsync(token, Did.Parse($"did:plc:guest{i}"));
        var pages = new GuestBook.Pages();

        Assert.True(await engine.DeliveryTo(new GuestBook(pages)).DeliverAsync(Token));
        Assert.Equal(101, pages.Count);
    }

    [Theory, InlineData(0), InlineData(101), InlineData(-1)]
    public async Task A_page_of_another_size_than_1_to_100_throws(int limit)
    {
        await using var engine = await Engine.StartAsync(StoreKind.Memory);
        var lister = new InviteLister(engine.Stores.Invites);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await lister.ListAsync(new() { Space = Engine.Space, Limit = limit }, Token));
    }

    [Fact]
    public async Task A_null_token_throws()
    {
        await using var engine = await Engine.StartAsync(StoreKind.Memory);
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await engine.RedeemAsync(null!, Engine.Alice));
        await Assert.ThrowsAsync<ArgumentNullException>(async () => await engine.Finder.FindAsync(null!, Token));
    }
}
