using AtInvites.Stores;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Redemption;

public sealed class UseCountProperties
{
    private const int LifetimeMs = 12;

    // A step is who redeems (0 to 5; 6 revokes) and how many milliseconds pass before.
    private static readonly Gen<(int Who, int Pause)[]> Steps =
        Gen.Choose(0, 24).Select(who => who % 7 == 6 && who > 6 ? who % 5 : who % 7).Zip(Gen.Choose(0, 2))
            .Select(step => (step.Item1, step.Item2)).ArrayOf(14);

    private static readonly Did[] Accounts = [.. Enumerable.Range(0, 6).Select(i => Did.Parse($"did:plc:account{i}"))];

    [Theory, OnBothStores]
    public async Task Whatever_happens_in_whatever_order_the_invite_admits_as_the_rules_say(StoreKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        var cases = Gen.Choose(1, 4).Zip(Steps).ToArbitrary();

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(kind == StoreKind.Memory ? 1000 : 100),
            Prop.ForAll(cases, one => Run(engine, one.Item1, one.Item2)));
    }

    private static bool Run(Engine engine, int maxUses, (int Who, int Pause)[] steps) =>
        Task.Run(() => RunAsync(engine, maxUses, steps)).GetAwaiter().GetResult();

    private static async Task<bool> RunAsync(Engine engine, int maxUses, (int Who, int Pause)[] steps)
    {
        var end = engine.Clock.Milliseconds + LifetimeMs;
        var (token, hash) = await engine.MintAsync(maxUses, end);
        var admitted = new HashSet<int>();
        var isRevoked = false;
        foreach (var (who, pause) in steps)
        {
            engine.Clock.Advance(TimeSpan.FromMilliseconds(pause));
            if (who == 6)
            {
                isRevoked = true;
                if (!await engine.Revoker.RevokeAsync(Engine.Space, hash, CancellationToken.None)) return false;
                continue;
            }

            var expected = admitted.Contains(who) ? RedeemStatus.AlreadyAdmitted
                : isRevoked ? RedeemStatus.Revoked
                : engine.Clock.Milliseconds >= end ? RedeemStatus.Expired
                : admitted.Count == maxUses ? RedeemStatus.Exhausted
                : RedeemStatus.Admitted;
            var outcome = await engine.Redeemer.RedeemAsync(token, Accounts[who], CancellationToken.None);
            if (outcome.Status != expected) return false;
            if (outcome.IsAdmitted != (outcome.Space == Engine.Space && outcome.Perms == Perms.Read)) return false;
            if (outcome.IsAdmitted) admitted.Add(who);
        }

        return (await engine.Stores.Invites.FindAsync(hash, CancellationToken.None))!.Uses == admitted.Count;
    }

    [Theory, OnBothStores]
    public async Task Of_many_at_once_exactly_the_smaller_of_uses_and_accounts_come_in(StoreKind kind)
    {
        await using var engine = await Engine.StartAsync(kind);
        foreach (var (maxUses, callers) in new[] { (1, 40), (10, 40), (39, 40), (40, 40), (100, 40) })
        {
            var (token, hash) = await engine.MintAsync(maxUses);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, callers * 2).Select(i => Task.Run(
                async () => (Caller: i % callers, (await engine.RedeemAsync(token, Did.Parse($"did:plc:c{i % callers}"))).Status),
                TestContext.Current.CancellationToken)));

            var expected = Math.Min(maxUses, callers);
            Assert.Equal(expected, outcomes.Count(one => one.Status == RedeemStatus.Admitted));
            Assert.Equal(expected,
                outcomes.Where(one => one.Status == RedeemStatus.Admitted).Select(one => one.Caller).Distinct().Count());
            Assert.Equal(expected, (await engine.Stores.Invites.FindAsync(hash, TestContext.Current.CancellationToken))!.Uses);
        }
    }
}
