namespace AtInvites.Stores.Contracts;

/// <summary>Migrations, and several sets over one database.</summary>
public abstract class SchemaContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite());
        await RedeemAsync(invite, Given.Account(1));
        var (found, members, pending) = (await FindAsync(invite), await MembersAsync(), await PendingAsync());
        await Stores.Schema.MigrateAsync(Cancellation);
        await Stores.Schema.MigrateAsync(Cancellation);
        Assert.Equal(found, await FindAsync(invite));
        Assert.Equal(members, await MembersAsync());
        Assert.Equal(pending, await PendingAsync());
    }

    [Fact]
    public async Task Ten_sets_migrate_one_empty_database_at_once()
    {
        for (var round = 0; round < 3; round++)
        {
            await using var fixture = new TFixture();
            var sets = new List<StoreSet>();
            for (var i = 0; i < 10; i++) sets.Add(await fixture.OpenUnmigratedAsync(Cancellation));
            var added = await AtOnceAsync(sets.Count, async i =>
            {
                await sets[i].Schema.MigrateAsync(Cancellation);
                return await sets[i].Invites.AddAsync(Given.Invite($"{i}"), Cancellation);
            });
            Assert.All(added, status => Assert.Equal(AddStatus.Added, status));
            var page = await sets[0].Invites.ListAsync(new() { Space = Given.SpaceUri(), Limit = 100 }, Cancellation);
            Assert.Equal(sets.Count, page.Items.Count);
        }
    }

    [Fact]
    public async Task A_migrated_store_is_current_however_often_it_is_asked()
    {
        var state = await Stores.Schema.CheckAsync(Cancellation);
        Assert.False(state.IsBehind || state.IsAhead);
        Assert.Equal(state.Known, state.Found);
        await Stores.Schema.MigrateAsync(Cancellation);
        Assert.Equal(state, await Stores.Schema.CheckAsync(Cancellation));
    }

    [Fact]
    public async Task A_store_that_nobody_migrated_is_behind_unless_it_has_no_schema_and_asking_makes_none()
    {
        await using var fixture = new TFixture();
        var stores = await fixture.OpenUnmigratedAsync(Cancellation);
        for (var asked = 0; asked < 2; asked++)
        {
            var state = await stores.Schema.CheckAsync(Cancellation);
            Assert.Equal((0, state.Known > 0), (state.Found, state.IsBehind));
        }

        await stores.Schema.MigrateAsync(Cancellation);
        var migrated = await stores.Schema.CheckAsync(Cancellation);
        Assert.Equal((migrated.Known, false), (migrated.Found, migrated.IsBehind));
    }

    [Fact]
    public async Task Asking_while_others_migrate_answers_one_of_the_steps()
    {
        await using var fixture = new TFixture();
        var sets = new List<StoreSet>();
        for (var i = 0; i < 8; i++) sets.Add(await fixture.OpenUnmigratedAsync(Cancellation));
        var states = await AtOnceAsync(sets.Count, async i =>
        {
            if (i % 2 == 0) await sets[i].Schema.MigrateAsync(Cancellation);
            return await sets[i].Schema.CheckAsync(Cancellation);
        });
        foreach (var (i, state) in states.Index())
        {
            Assert.InRange(state.Found, i % 2 == 0 ? state.Known : 0, state.Known);
            Assert.False(state.IsAhead);
        }
    }

    [Fact]
    public async Task A_check_that_is_cancelled_is_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Stores.Schema.CheckAsync(new CancellationToken(canceled: true)));
        Assert.False((await Stores.Schema.CheckAsync(Cancellation)).IsBehind);
    }

    [Fact]
    public async Task Another_set_sees_what_was_answered_at_once()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1 });
        Assert.Equal(Given.Space(), await other.Spaces.FindAsync(Given.SpaceUri(), Cancellation));
        var outcome = await other.Redemptions.RedeemAsync(invite.Token, Given.Account(1), Given.At(10), Cancellation);
        Assert.Equal(RedeemStatus.Admitted, outcome.Status);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, await StatusAsync(invite, Given.Account(1)));
        Assert.Equal(RedeemStatus.Exhausted, await StatusAsync(invite, Given.Account(2)));
        await AssertUsesAsync(invite, 1);
    }

    [Fact]
    public async Task Migrating_again_leaves_codes_uses_and_seats()
    {
        var code = await AddAsync(Given.Gift("code", Given.Account(1)) with { Available = 2 });
        await RedeemAsync(code, Given.Account(2));
        await SeatAsync(code, "holder");
        await Stores.AccountInvites.SetAsync(Given.Account(1), new(true, "note"), Cancellation);
        var found = await FindAsync(code);
        await Stores.Schema.MigrateAsync(Cancellation);
        await Stores.Schema.MigrateAsync(Cancellation);
        AssertSame(found, await FindAsync(code));
        Assert.Equal(CodeStatus.Exhausted, await SeatAsync(code, "other"));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(code, "holder", Given.Account(3)));
        Assert.Equal(new(true, "note"), await Stores.AccountInvites.FindAsync(Given.Account(1), Cancellation));
    }

    [Fact]
    public async Task Another_set_sees_codes_seats_and_switches_at_once()
    {
        var other = await Fixture.OpenAsync(Cancellation);
        var code = await AddAsync(Given.Gift("code", Given.Account(1)));
        AssertSame(code, await other.Codes.FindAsync(code.Hash, Cancellation));
        var seat = await ReserveAsync(code, "holder");
        Assert.Equal(seat, await other.Seats.ReserveAsync(code.Hash, "holder", Given.At(50), Given.At(900), Cancellation));
        Assert.Equal(CodeStatus.Exhausted,
            await other.Seats.RedeemAsync(code.Hash, Given.Account(2), Given.At(50), Cancellation));
        var commit = new SeatCommit(code.Hash, "holder", Given.Account(3), Given.At(60));
        Assert.Equal(CommitStatus.Committed, await other.Seats.CommitAsync(commit, Cancellation));
        Assert.Equal(CommitStatus.AlreadyCommitted, await CommitAsync(code, "holder", Given.Account(3)));
        await other.AccountInvites.SetAsync(Given.Account(1), new(true, null), Cancellation);
        var earning = new Earning
        {
            Account = Given.Account(1), CouldCreate = 1, Since = Given.At(0), MaxOpen = 1,
            Prepared = [Given.Earned("earned", Given.Account(1), 5)],
        };
        Assert.True(Assert.Single(await Stores.Codes.EarnAsync(earning, Cancellation)).IsDisabled);
    }

    [Fact]
    public async Task Migrating_again_leaves_used_tokens_and_budgets()
    {
        var (token, window) = (Given.Token("token"), TimeSpan.FromMinutes(1));
        Assert.True(await Stores.Replays.TryUseAsync(token, Given.At(5), Cancellation));
        await Stores.Budgets.ChargeAsync([token], Given.At(0), window, Cancellation);
        await Stores.Schema.MigrateAsync(Cancellation);
        await Stores.Schema.MigrateAsync(Cancellation);
        Assert.False(await Stores.Replays.TryUseAsync(token, Given.At(5), Cancellation));
        Assert.Equal([new(2, Given.At(60_000))], await Stores.Budgets.ChargeAsync([token], Given.At(9), window, Cancellation));
    }
}
