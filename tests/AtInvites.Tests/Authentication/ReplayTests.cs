using AtInvites.Authentication;

namespace AtInvites.Tests.Authentication;

public sealed class ReplayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_passes_once()
    {
        await using var world = await AuthWorld.StartAsync();
        var token = world.Draft().Sign();
        await world.AssertAcceptedAsync(token);
        await world.AssertRefusedAsync("NonceNotUnique", token);
    }

    [Fact]
    public async Task Of_64_uses_at_once_exactly_one_passes()
    {
        await using var world = await AuthWorld.StartAsync();
        for (var round = 0; round < 20; round++)
        {
            var token = world.Draft().Sign();
            var verdicts = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => world.VerifyAsync(token), Ct)));
            Assert.Single(verdicts, verdict => verdict.Accepted);
            Assert.Equal(63, verdicts.Count(verdict => verdict.Fault?.Error == "NonceNotUnique"));
        }
    }

    [Fact]
    public async Task Of_threads_that_meet_at_one_id_exactly_one_is_first()
    {
        const int rounds = 10_000;
        await using var world = await AuthWorld.StartAsync();
        var (cache, until) = (world.Replays, world.Clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        var first = new int[rounds];
        using var start = new Barrier(2);
        var threads = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() =>
        {
            for (var round = 0; round < rounds; round++)
            {
                start.SignalAndWait(Ct);
                var use = cache.UseAsync(AuthWorld.Account, $"{round}", until, Ct);
                Assert.True(use.IsCompletedSuccessfully);
                if (use.Result == ReplayOutcome.FirstUse) Interlocked.Increment(ref first[round]);
            }
        }, Ct, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        await Task.WhenAll(threads);
        Assert.All(first, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task A_token_with_a_bad_signature_does_not_use_up_the_good_one()
    {
        await using var world = await AuthWorld.StartAsync();
        await world.AssertRefusedAsync("BadJwtSignature", world.Draft(new(SigningCurve.K256)).With("jti", "\"x\"").Sign());
        await world.AssertAcceptedAsync(world.Draft().With("jti", "\"x\"").Sign());
    }

    [Fact]
    public async Task Two_issuers_may_pick_the_same_id()
    {
        await using var world = await AuthWorld.StartAsync();
        const string other = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";
        world.Directory.Publish(other, world.Key);
        await world.AssertAcceptedAsync(world.Draft().With("jti", "\"x\"").Sign());
        await world.AssertAcceptedAsync((world.Draft() with { Issuer = other }).With("jti", "\"x\"").Sign());
        await world.AssertRefusedAsync("NonceNotUnique", world.Draft().With("jti", "\"x\"").With("x", "1").Sign());
    }

    [Fact]
    public async Task A_token_is_remembered_for_as_long_as_it_could_be_used()
    {
        await using var world = await AuthWorld.StartAsync();
        var token = world.Draft().Sign();
        await world.AssertAcceptedAsync(token);
        world.Clock.Advance(TimeSpan.FromSeconds(90) - TimeSpan.FromTicks(1));
        await world.AssertRefusedAsync("NonceNotUnique", token);
        world.Clock.Advance(TimeSpan.FromTicks(1));
        await world.AssertRefusedAsync("JwtExpired", token);
    }

    [Fact]
    public async Task A_token_that_expires_while_its_issuer_is_looked_up_is_refused()
    {
        await using var world = await AuthWorld.StartAsync();
        var token = world.Draft().With("exp", TokenDraft.Number(world.Now + 1)).Sign();
        var method = DirectoryServer.Method(AuthWorld.Account, "#atproto", world.Key);
        var document = DirectoryServer.Document(AuthWorld.Account, method);
        world.Directory.Answers["/" + AuthWorld.Account] = async context =>
        {
            // Less than the resolution's limit at a time, so that only the token ends.
            world.Clock.Advance(TimeSpan.FromSeconds(2));
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, document, Ct);
        };
        world.Clock.Advance(TimeSpan.FromSeconds(29.5));
        await world.AssertRefusedAsync("JwtExpired", token);
    }

    [Fact]
    public async Task A_full_cache_refuses_new_tokens_forgets_none_and_recovers()
    {
        await using var world = await AuthWorld.StartAsync(options => options.ReplayCacheSize = 100);
        var used = Enumerable.Range(0, 100).Select(_ => world.Draft().Sign()).ToList();
        foreach (var token in used) await world.AssertAcceptedAsync(token);
        var late = world.Draft().With("exp", TokenDraft.Number(world.Now + 200)).Sign();
        for (var i = 0; i < 10; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(2));
            await world.AssertRefusedAsync("ReplayCacheFull", late);
            await world.AssertRefusedAsync("ReplayCacheFull", world.Draft().Sign());
        }
        foreach (var token in used) await world.AssertRefusedAsync("NonceNotUnique", token);
        world.Clock.Advance(TimeSpan.FromSeconds(70));
        await world.AssertAcceptedAsync(late);
        await world.AssertRefusedAsync("NonceNotUnique", late);
    }

    [Fact]
    public async Task One_issuer_at_its_share_is_refused_until_its_tokens_expire_and_another_is_not()
    {
        await using var world = await AuthWorld.StartAsync(options => options.ReplayCacheShare = 20);
        const string other = "did:plc:bbbbbbbbbbbbbbbbbbbbbbbb";
        world.Directory.Publish(other, world.Key);
        for (var i = 0; i < 20; i++) await world.AssertAcceptedAsync(world.Draft().Sign());
        await world.AssertRefusedAsync("ReplayCacheFull", world.Draft().Sign());
        await world.AssertAcceptedAsync((world.Draft() with { Issuer = other }).Sign());
        world.Clock.Advance(TimeSpan.FromSeconds(90) - TimeSpan.FromTicks(1));
        await world.AssertRefusedAsync("ReplayCacheFull", world.Draft().Sign());
        world.Clock.Advance(TimeSpan.FromTicks(1));
        for (var i = 0; i < 20; i++) await world.AssertAcceptedAsync(world.Draft().Sign());
        await world.AssertRefusedAsync("ReplayCacheFull", world.Draft().Sign());
    }

    [Fact]
    public async Task Uses_at_once_at_the_limit_never_pass_twice()
    {
        await using var world = await AuthWorld.StartAsync(options => options.ReplayCacheSize = 50);
        var until = world.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4_000).Select(n => Task.Run(async () =>
            (Id: n % 200, Outcome: await world.Replays.UseAsync(AuthWorld.Account, $"{n % 200}", until, Ct)), Ct)));
        var passed = outcomes.Where(use => use.Outcome == ReplayOutcome.FirstUse).Select(use => use.Id).ToList();
        Assert.Equal(50, passed.Count);
        Assert.Equal(50, passed.Distinct().Count());
    }
}
