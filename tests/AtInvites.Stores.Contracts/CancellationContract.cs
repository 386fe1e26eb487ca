namespace AtInvites.Stores.Contracts;

/// <summary>A caller that gave up before it asked: every verb throws and changes nothing.</summary>
public abstract class CancellationContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly CancellationToken Cancelled = new(canceled: true);

    private static readonly Did Alice = Given.Account("alice");

    [Fact]
    public async Task A_cancelled_write_changes_nothing()
    {
        var space = await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        await RedeemAsync(invite, Alice);
        var (members, pending) = (await MembersAsync(), await PendingAsync());

        await AssertCancelledAsync(async () => await Stores.Invites.AddAsync(Given.Invite("other"), Cancelled));
        await AssertCancelledAsync(async () =>
            await Stores.Redemptions.RedeemAsync(invite.Token, Given.Account(2), Given.At(9), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Invites.RevokeAsync(space.Uri, invite.Token, Given.At(9), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Invites.RevokeAllAsync(space.Uri, Given.At(9), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Spaces.CreateAsync(Given.Space("other"), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Spaces.DeleteAsync(space.Uri, Given.At(9), Cancelled));
        await AssertCancelledAsync(async () =>
            await Stores.Members.AddAsync(space.Uri, Given.Member(Given.Account(3)), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Members.RemoveAsync(space.Uri, Alice, Given.At(9), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Outbox.AcknowledgeAsync(pending, Cancelled));

        Assert.Equal([invite with { Uses = 1 }], await InvitesAsync());
        Assert.Equal(members, await MembersAsync());
        Assert.Equal(pending, await PendingAsync());
        Assert.Null(await Stores.Spaces.FindAsync(Given.SpaceUri("other"), Cancellation));
        Assert.Equal(space, await Stores.Spaces.FindAsync(space.Uri, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_sweep_deletes_nothing()
    {
        var invite = await AddAsync(Given.Invite() with { ExpiresAt = Given.At(5) });
        await AssertCancelledAsync(async () => await Stores.Invites.SweepAsync(Given.At(50), 10, Cancelled));
        Assert.Equal(invite, await FindAsync(invite));
    }

    [Fact]
    public async Task A_cancelled_read_answers_nothing()
    {
        var uri = Given.SpaceUri();
        await AssertCancelledAsync(async () => await Stores.Invites.FindAsync(Given.Token("invite"), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Invites.ListAsync(new() { Space = uri, Limit = 1 }, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Members.FindAsync(uri, Alice, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Members.ListAsync(new() { Space = uri, Limit = 1 }, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Spaces.FindAsync(uri, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Spaces.ListAsync(new() { Account = Alice, Limit = 1 }, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Outbox.PendingAsync(1, null, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Schema.MigrateAsync(Cancelled));
    }

    [Fact]
    public async Task A_store_goes_on_after_cancelled_calls()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1 });
        for (var i = 0; i < 20; i++)
        {
            var account = Given.Account(i);
            await AssertCancelledAsync(async () =>
                await Stores.Redemptions.RedeemAsync(invite.Token, account, Given.At(9), Cancelled));
        }

        Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Alice));
        await AssertUsesAsync(invite, 1);
    }

    [Fact]
    public async Task A_cancelled_write_of_codes_changes_nothing()
    {
        var code = await AddAsync(Given.Gift("code", Alice) with { Available = 2 });
        var seat = await ReserveAsync(code, "held");
        var (codes, seats) = (Stores.Codes, Stores.Seats);
        var commit = new SeatCommit(code.Hash, "held", Alice, Given.At(20));
        var earning = new Earning
        {
            Account = Alice, CouldCreate = 1, Since = Given.At(0), MaxOpen = 5, Prepared = [Given.Earned("earned", Alice, 5)],
        };

        await AssertCancelledAsync(async () => await codes.AddAsync([Given.Code("other")], Cancelled));
        await AssertCancelledAsync(async () => await codes.DisableAsync([code.Hash], [Alice], Cancelled));
        await AssertCancelledAsync(async () => await codes.EarnAsync(earning, Cancelled));
        await AssertCancelledAsync(async () => await seats.ReserveAsync(code.Hash, "new", Given.At(9), Given.At(90), Cancelled));
        await AssertCancelledAsync(async () => await seats.CommitAsync(commit, Cancelled));
        await AssertCancelledAsync(async () => await seats.ReleaseAsync(code.Hash, "held", Cancelled));
        await AssertCancelledAsync(async () => await seats.RedeemAsync(code.Hash, Alice, Given.At(9), Cancelled));
        await AssertCancelledAsync(async () => await Stores.AccountInvites.SetAsync(Alice, new(true, "note"), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Lineage.DisableSubtreeAsync(Alice, 1, false, Cancelled));

        AssertSame([code], await AllAsync());
        Assert.Equal(seat, await ReserveAsync(code, "held"));
        Assert.Equal(1, await DrainAsync(code));
        Assert.Equal(default, await Stores.AccountInvites.FindAsync(Alice, Cancellation));
    }

    [Fact]
    public async Task A_cancelled_read_of_codes_answers_nothing()
    {
        var code = Given.Token("code");
        await AssertCancelledAsync(async () => await Stores.Codes.FindAsync(code, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Codes.ListForAsync(Alice, Cancelled));
        foreach (var sort in new[] { CodeSort.Recent, CodeSort.Usage })
            await AssertCancelledAsync(async () => await Stores.Codes.ListAsync(new() { Sort = sort, Limit = 1 }, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Seats.FindOwnerAsync(code, Cancelled));
        await AssertCancelledAsync(async () => await Stores.AccountInvites.FindAsync(Alice, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Lineage.FindUsedAsync(Alice, Cancelled));
        await AssertCancelledAsync(async () =>
            await Stores.Lineage.ListInviteesAsync(new() { Inviter = Alice, Limit = 1 }, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Lineage.ReadSubtreeAsync(Alice, 1, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Lineage.DisableSubtreeAsync(Alice, 1, true, Cancelled));
    }

    [Fact]
    public async Task A_cancelled_use_of_a_token_a_charge_and_their_sweeps_change_nothing()
    {
        var (token, window) = (Given.Token("token"), TimeSpan.FromMilliseconds(5));
        await Stores.Replays.TryUseAsync(Given.Token("used"), Given.At(5), Cancellation);
        await Stores.Budgets.ChargeAsync([Given.Token("charged")], Given.At(0), window, Cancellation);

        await AssertCancelledAsync(async () => await Stores.Replays.TryUseAsync(token, Given.At(5), Cancelled));
        await AssertCancelledAsync(async () => await Stores.Replays.SweepAsync(Given.At(50), 10, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Budgets.ChargeAsync([token], Given.At(0), window, Cancelled));
        await AssertCancelledAsync(async () => await Stores.Budgets.SweepAsync(Given.At(50), 10, Cancelled));

        Assert.True(await Stores.Replays.TryUseAsync(token, Given.At(5), Cancellation));
        Assert.Equal(
            [1, 2],
            (await Stores.Budgets.ChargeAsync([token, Given.Token("charged")], Given.At(1), window, Cancellation))
                .Select(count => count.Charges));
        Assert.Equal(2, await Stores.Replays.SweepAsync(Given.At(50), 10, Cancellation));
        Assert.Equal(2, await Stores.Budgets.SweepAsync(Given.At(50), 10, Cancellation));
    }

    private static async Task AssertCancelledAsync(Func<Task> verb) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(verb);
}
