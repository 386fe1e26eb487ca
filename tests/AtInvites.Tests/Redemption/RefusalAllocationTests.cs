using System.Diagnostics;
using System.Reflection;
using AtInvites.Redemption;
using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Tokens;

namespace AtInvites.Tests.Redemption;

[Collection(ProcessWide.Name)]
public sealed class RefusalAllocationTests
{
    private static bool IsDebugBuild => typeof(InviteRedeemer).Assembly.GetCustomAttribute<DebuggableAttribute>() is
        { IsJITOptimizerDisabled: true };

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public async Task A_refusal_in_memory_allocates_nothing_with_any_number_of_keys(int count)
    {
        Assert.SkipWhen(IsDebugBuild, "In a Debug build the compiler puts the state of an async method on the heap.");
        var tokens = new TokenOptions { HashKey = count > 0 ? HttpHost.Key : null, AcceptUnkeyed = count > 1 };
        if (count > 2) tokens.FormerHashKeys.Add(Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 33)]));
        await using var engine = await Engine.StartAsync(StoreKind.Memory, tokens);
        var (revoked, hash) = await engine.MintAsync();
        var (expired, _) = await engine.MintAsync(expiresAt: engine.Clock.Milliseconds + 1);
        var (used, _) = await engine.MintAsync(maxUses: 1);
        var account = Did.Parse(HttpHost.Bob);
        Assert.True(await engine.Revoker.RevokeAsync(Engine.Space, hash, TestContext.Current.CancellationToken));
        Assert.Equal(RedeemStatus.Admitted, (await engine.RedeemAsync(used, Did.Parse(HttpHost.Carol))).Status);
        engine.Clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((RedeemStatus.Unknown, 0L), Measure(engine, new('A', 43), account));
        Assert.Equal((RedeemStatus.Unknown, 0L), Measure(engine, "no token", account));
        Assert.Equal((RedeemStatus.Revoked, 0L), Measure(engine, revoked, account));
        Assert.Equal((RedeemStatus.Expired, 0L), Measure(engine, expired, account));
        Assert.Equal((RedeemStatus.Exhausted, 0L), Measure(engine, used, account));
        Assert.Equal((RedeemStatus.AlreadyAdmitted, 0L), Measure(engine, used, Did.Parse(HttpHost.Carol)));
    }

    private static (RedeemStatus Status, long Bytes) Measure(Engine engine, string token, Did account)
    {
        var status = Redeem(engine, token, account);
        for (var i = 0; i < 100; i++) Redeem(engine, token, account);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Redeem(engine, token, account);
        return (status, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RedeemStatus Redeem(Engine engine, string token, Did account)
    {
        var redemption = engine.Redeemer.RedeemAsync(token, account, CancellationToken.None);
        if (redemption.IsCompletedSuccessfully) return redemption.Result.Status;
        throw new InvalidOperationException("A store in memory answers at once.");
    }
}
