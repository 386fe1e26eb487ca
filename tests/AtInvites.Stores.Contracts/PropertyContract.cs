using AtInvites.Stores.Contracts.Modelling;
using FsCheck.Fluent;

namespace AtInvites.Stores.Contracts;

/// <summary>Use counts and expiry for whatever numbers.</summary>
public abstract class PropertyContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Cases = 150;

    [Fact]
    public async Task As_many_distinct_accounts_come_in_as_the_limit_says_whoever_knocks_how_often()
    {
        var number = 0;
        var knocks = Gen.ArrayOf(Gen.Choose(0, 9)).SelectMany(callers => Gen.Choose(0, 10).Select(limit => (callers, limit)));
        await Properties.CheckAsync(Cases, Arb.From(knocks), async knock =>
        {
            var (callers, limit) = knock;
            var invite = await AddAsync(
                Given.Invite($"{number}", $"space-{number++}") with { MaxUses = limit == 0 ? null : limit });
            var admitted = new List<int>();
            foreach (var caller in callers)
            {
                var expected = admitted.Contains(caller) ? RedeemStatus.AlreadyAdmitted
                    : limit > 0 && admitted.Count >= limit ? RedeemStatus.Exhausted
                    : RedeemStatus.Admitted;
                Assert.Equal(expected, await StatusAsync(invite, Given.Account(caller)));
                if (expected == RedeemStatus.Admitted) admitted.Add(caller);
            }

            Assert.Equal(admitted.Count, (await FindAsync(invite)).Uses);
            var page = await Stores.Members.ListAsync(new() { Space = invite.Space, Limit = 100 }, CancellationToken.None);
            Assert.Equal(admitted.Order().Select(Given.Account), page.Items.Select(member => member.Account));
        });
    }

    [Fact]
    public async Task An_invite_admits_before_its_expiry_and_never_from_then_on()
    {
        var number = 0;
        var last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        var any = Gen.Choose(0, 117_998).SelectMany(high =>
            Gen.Choose(0, int.MaxValue).Select(low => (high * (1L + int.MaxValue)) + low));
        var times = Gen.OneOf(any, Gen.Choose(0, 5_000).Select(expiry => (long)expiry)).SelectMany(expiry =>
            Gen.OneOf(Gen.Choose(-5, 5).Select(away => Math.Clamp(expiry + away, 0, last)), any).Select(now => (expiry, now)));
        await Properties.CheckAsync(Cases, Arb.From(times), async time =>
        {
            var invite = await AddAsync(
                Given.Invite($"{number++}") with { ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(time.expiry) });
            var outcome = await Stores.Redemptions.RedeemAsync(
                invite.Token, Given.Account(1), DateTimeOffset.FromUnixTimeMilliseconds(time.now), CancellationToken.None);
            Assert.Equal(time.now < time.expiry ? RedeemStatus.Admitted : RedeemStatus.Expired, outcome.Status);
        });
    }
}
