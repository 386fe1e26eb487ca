namespace AtInvites.Stores.Contracts;

/// <summary>Redemptions that come at the same time, which a store may write together: each keeps its own answer.</summary>
public abstract class CrowdContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private const int Callers = 96;

    [Fact]
    public async Task Each_of_a_crowd_has_the_answer_it_would_have_alone()
    {
        var open = await AddAsync(Given.Invite("open") with { Perms = Perms.Write });
        var full = await AddAsync(Given.Invite("full", "full") with { MaxUses = 1 });
        var over = await AddAsync(Given.Invite("over", "over") with { ExpiresAt = Given.At(5) });
        var revoked = await AddAsync(Given.Invite("revoked", "revoked"));
        var left = await AddAsync(Given.Invite("left", "left"));
        await RedeemAsync(full, Given.Account(1000));
        await Stores.Invites.RevokeAsync(revoked.Space, revoked.Token, Given.At(1), Cancellation);
        for (var i = 0; i < Callers; i++)
        {
            if (i % 8 == 5) await RedeemAsync(left, Given.Account(i));
            if (i % 8 == 5) await Stores.Members.RemoveAsync(left.Space, Given.Account(i), Given.At(11), Cancellation);
            if (i % 8 == 6) await RedeemAsync(left, Given.Account(i));
        }

        Invite[] asked = [open, full, over, revoked, Given.Invite("none"), left, left, open];
        var outcomes = await AtOnceAsync(Callers, i => RedeemAsync(asked[i % 8], Given.Account(i), 20));
        RedeemOutcome[] expected =
        [
            new(RedeemStatus.Admitted, open.Space, Perms.Write), new(RedeemStatus.Exhausted), new(RedeemStatus.Expired),
            new(RedeemStatus.Revoked), new(RedeemStatus.Unknown), new(RedeemStatus.Removed),
            new(RedeemStatus.AlreadyAdmitted, left.Space, Perms.Read), new(RedeemStatus.Admitted, open.Space, Perms.Write),
        ];
        Assert.All(outcomes, (outcome, i) => Assert.Equal(expected[i % 8], outcome));
        await AssertUsesAsync(open, Callers / 4);
    }

    [Fact]
    public async Task Each_of_a_crowd_is_judged_and_written_at_its_own_time()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(Callers / 2) });
        var outcomes = await AtOnceAsync(Callers, i => RedeemAsync(invite, Given.Account(i), i));
        Assert.All(outcomes, (outcome, i) =>
            Assert.Equal(i < Callers / 2 ? RedeemStatus.Admitted : RedeemStatus.Expired, outcome.Status));
        Assert.Equal(
            Enumerable.Range(0, Callers / 2).Select(i => (Given.Account(i), Given.At(i))),
            (await PendingAsync()).OrderBy(row => row.At).Select(row => (row.Account, row.At)));
        await AssertUsesAsync(invite, Callers / 2);
    }

    [Fact]
    public async Task A_crowd_over_three_sets_keeps_every_limit_and_fills_it()
    {
        StoreSet[] sets = [Stores, await Fixture.OpenAsync(Cancellation), await Fixture.OpenAsync(Cancellation)];
        var invites = new List<Invite>();
        for (var i = 0; i < 6; i++) invites.Add(await AddAsync(Given.Invite($"{i}") with { MaxUses = 1 + (7 * i) }));
        var outcomes = await AtOnceAsync(6 * 4 * 16, async i => await sets[i % 3].Redemptions.RedeemAsync(
            invites[i / 3 % 6].Token, Given.Account(i / 18), Given.At(10), Cancellation));
        for (var n = 0; n < 6; n++)
        {
            var mine = outcomes.Where((_, i) => i / 3 % 6 == n).ToList();
            var accounts = Enumerable.Range(0, outcomes.Length).Where(i => i / 3 % 6 == n).Select(i => i / 18).Distinct().Count();
            var admitted = Math.Min(1 + (7 * n), accounts);
            Assert.Equal(admitted, mine.Count(outcome => outcome.Status == RedeemStatus.Admitted));
            Assert.Equal(3 * admitted, mine.Count(outcome => outcome.IsAdmitted));
            await AssertUsesAsync(invites[n], admitted);
        }
    }

    [Fact]
    public async Task Whoever_of_a_crowd_gives_up_takes_one_use_or_none()
    {
        var invite = await AddAsync(Given.Invite());
        using var stop = new CancellationTokenSource();
        var outcomes = await AtOnceAsync(Callers, async i =>
        {
            if (i == Callers / 2) await stop.CancelAsync();
            try
            {
                return await Stores.Redemptions.RedeemAsync(
                    invite.Token, Given.Account(i), Given.At(10), i % 2 == 0 ? stop.Token : Cancellation);
            }
            catch (OperationCanceledException)
            {
                return default(RedeemOutcome?);
            }
        });
        Assert.All(outcomes.Where((_, i) => i % 2 == 1), outcome => Assert.Equal(RedeemStatus.Admitted, outcome?.Status));
        for (var i = 0; i < Callers; i++)
        {
            var again = await RedeemAsync(invite, Given.Account(i));
            if (outcomes[i] is not null) Assert.Equal(RedeemStatus.AlreadyAdmitted, again.Status);
            Assert.True(again.IsAdmitted);
        }

        await AssertUsesAsync(invite, Callers);
    }
}
