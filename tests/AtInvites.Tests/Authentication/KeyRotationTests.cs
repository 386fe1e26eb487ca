using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

/// <summary>The one early refresh after a bad signature, and what keeps strangers from turning it into load.</summary>
public sealed class KeyRotationTests
{
    private const string Path = "/" + AuthWorld.Account;

    private static AccountKey NewKey => new(SigningCurve.K256);

    [Fact]
    public async Task A_token_by_a_new_key_is_accepted_at_once_and_one_by_the_old_key_no_more()
    {
        await using var world = await AuthWorld.StartAsync();
        await world.AssertAcceptedAsync(world.Draft().Sign());
        var next = new AccountKey(SigningCurve.P256);
        world.Directory.Publish(AuthWorld.Account, next);
        await world.AssertAcceptedAsync(world.Draft(next).Sign());
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft().Sign());
        await world.AssertAcceptedAsync(world.Draft(next).Sign());
    }

    [Theory]
    [InlineData("ES256K")]
    [InlineData("ES256")]
    public async Task A_known_key_is_made_once_and_an_old_one_goes_with_its_document(string algorithm)
    {
        await using var world = await AuthWorld.StartAsync();
        var keys = new EcdsaSignatureKeyFactory();
        var (old, next) = (new AccountKey(SigningCurve.FromAlgorithm(algorithm)!), NewKey);
        world.Directory.Publish(AuthWorld.Account, old);
        for (var i = 0; i < 3; i++) await world.AssertAcceptedAsync(world.Draft(old).Sign());
        var known = (await world.ResolveAsync()).Document!;
        var key = known.FindKey("atproto", keys);
        await world.AssertAcceptedAsync(world.Draft(old).Sign());
        Assert.Same(known, (await world.ResolveAsync()).Document);
        Assert.Same(key, known.FindKey("atproto", keys));

        world.Directory.Publish(AuthWorld.Account, next);
        await world.AssertAcceptedAsync(world.Draft(next).Sign());
        var fresh = (await world.ResolveAsync()).Document!;
        Assert.NotSame(key, fresh.FindKey("atproto", keys));
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(old).Sign());
    }

    [Fact]
    public async Task A_key_that_was_missing_is_found_by_the_refresh()
    {
        await using var world = await AuthWorld.StartAsync();
        world.Directory.PublishText(AuthWorld.Account, DirectoryServer.Document(AuthWorld.Account));
        await world.ResolveAsync();
        world.Directory.Publish(AuthWorld.Account, world.Key);
        await world.AssertAcceptedAsync(world.Draft().Sign());
    }

    [Fact]
    public async Task Bad_signatures_refresh_one_DID_once_in_thirty_seconds()
    {
        await using var world = await AuthWorld.StartAsync();
        for (var i = 0; i < 20; i++) await world.AssertRefusedAsync("BadJwtSignature", world.Draft(NewKey).Sign());
        Assert.Equal(2, world.Directory.Hits(Path));
        world.Clock.Advance(TimeSpan.FromSeconds(29.9));
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(NewKey).Sign());
        Assert.Equal(2, world.Directory.Hits(Path));
        world.Clock.Advance(TimeSpan.FromSeconds(0.1));
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(NewKey).Sign());
        Assert.Equal(3, world.Directory.Hits(Path));
    }

    [Fact]
    public async Task Fifty_bad_signatures_at_once_refresh_once()
    {
        await using var world = await AuthWorld.StartAsync();
        await world.ResolveAsync();
        var key = NewKey;
        var ct = TestContext.Current.CancellationToken;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(
            () => world.AssertRefusedAsync("BadJwtSignature", world.Draft(key).Sign()), ct)));
        Assert.Equal(2, world.Directory.Hits(Path));
    }

    [Fact]
    public async Task Bad_signatures_for_many_DIDs_share_a_budget_that_fills_again()
    {
        await using var world = await AuthWorld.StartAsync(identity: options => options.RefreshesPerMinute = 5);
        var dids = Enumerable.Range(0, 10).Select(n => $"did:plc:{new string((char)('b' + n), 24)}").ToList();
        foreach (var did in dids) world.Directory.Publish(did, world.Key);
        foreach (var did in dids)
            await world.AssertRefusedAsync("BadJwtSignature", (world.Draft(NewKey) with { Issuer = did }).Sign());
        Assert.Equal(15, dids.Sum(did => world.Directory.Hits("/" + did)));

        world.Clock.Advance(TimeSpan.FromSeconds(12));
        foreach (var did in dids.TakeLast(2))
            await world.AssertRefusedAsync("BadJwtSignature", (world.Draft(NewKey) with { Issuer = did }).Sign());
        Assert.Equal(16, dids.Sum(did => world.Directory.Hits("/" + did)));
        foreach (var did in dids) await world.AssertAcceptedAsync((world.Draft() with { Issuer = did }).Sign());
    }

    [Fact]
    public async Task A_refresh_that_fails_leaves_the_account_its_known_key()
    {
        await using var world = await AuthWorld.StartAsync();
        await world.AssertAcceptedAsync(world.Draft().Sign());
        world.Directory.Answers.Clear();
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(NewKey).Sign());
        Assert.Equal(2, world.Directory.Hits(Path));
        await world.AssertAcceptedAsync(world.Draft().Sign());
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.AssertRefusedAsync("DidResolutionFailed", world.Draft().Sign());
    }
}
