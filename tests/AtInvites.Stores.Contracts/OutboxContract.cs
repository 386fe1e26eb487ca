namespace AtInvites.Stores.Contracts;

/// <summary>Telling the host of every admission, at least once.</summary>
public abstract class OutboxContract<TFixture> : StoreScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task Every_admission_waits_once_until_it_is_acknowledged()
    {
        var rows = await AdmitAsync(5);
        Assert.Equal(rows, await PendingAsync());
        await AcknowledgeAsync(rows[1], rows[3]);
        Assert.Equal([rows[0], rows[2], rows[4]], await PendingAsync());
        await AcknowledgeAsync(rows[0], rows[2], rows[4]);
        Assert.Empty(await PendingAsync());
    }

    [Fact]
    public async Task Refused_and_repeated_redemptions_leave_no_row()
    {
        var invite = await AddAsync(Given.Invite() with { MaxUses = 1 });
        await RedeemAsync(invite, Given.Account(1));
        await RedeemAsync(invite, Given.Account(1));
        await RedeemAsync(invite, Given.Account(2));
        Assert.Equal(Given.Account(1), Assert.Single(await PendingAsync()).Account);
    }

    [Fact]
    public async Task A_repeated_redemption_does_not_bring_an_acknowledged_row_back()
    {
        var rows = await AdmitAsync(1);
        await AcknowledgeAsync(rows[0]);
        Assert.Equal(RedeemStatus.AlreadyAdmitted, await StatusAsync(Given.Invite(), rows[0].Account));
        Assert.Empty(await PendingAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_batch_has_at_most_its_limit_and_begins_with_the_oldest(int limit)
    {
        var rows = await AdmitAsync(5);
        Assert.Equal(rows.Take(limit), await PendingAsync(limit));
        await AcknowledgeAsync([.. rows.Take(limit)]);
        Assert.Equal(rows.Skip(limit), await PendingAsync());
    }

    [Fact]
    public async Task Acknowledging_twice_within_and_across_batches_is_ignored()
    {
        var rows = await AdmitAsync(2);
        await AcknowledgeAsync(rows[0], rows[0]);
        await AcknowledgeAsync(rows[0]);
        Assert.Equal([rows[1]], await PendingAsync());
    }

    [Fact]
    public async Task Acknowledging_what_is_unknown_is_ignored()
    {
        var rows = await AdmitAsync(1);
        await AcknowledgeAsync(rows[0] with { Account = Given.Account("stranger") },
            rows[0] with { Token = Given.Token("other") });
        await AcknowledgeAsync();
        Assert.Equal(rows, await PendingAsync());
    }

    [Fact]
    public async Task One_account_by_two_invites_makes_two_rows_that_are_acknowledged_apart()
    {
        var first = await AddAsync(Given.Invite("first"));
        var second = await AddAsync(Given.Invite("second"));
        await RedeemAsync(first, Given.Account(1), 10);
        await RedeemAsync(second, Given.Account(1), 11);
        var rows = await PendingAsync();
        await AcknowledgeAsync(rows[0]);
        Assert.Equal(second.Token, Assert.Single(await PendingAsync()).Token);
    }

    [Fact]
    public async Task What_waits_after_a_row_is_read_whether_that_row_still_waits_or_not()
    {
        var rows = await AdmitAsync(5);
        Assert.Equal(rows.Skip(2).Take(2), await Stores.Outbox.PendingAsync(2, rows[1], Cancellation));
        await AcknowledgeAsync(rows[1], rows[2]);
        Assert.Equal(rows.Skip(3), await Stores.Outbox.PendingAsync(10, rows[1], Cancellation));
        Assert.Empty(await Stores.Outbox.PendingAsync(10, rows[4], Cancellation));
        Assert.Equal([rows[0], rows[3]], await Stores.Outbox.PendingAsync(2, null, Cancellation));
    }

    [Fact]
    public async Task Removal_revocation_and_deletion_leave_the_pending_row()
    {
        await CreateAsync(Given.Space());
        var rows = await AdmitAsync(1);
        await Stores.Members.RemoveAsync(rows[0].Space, rows[0].Account, Given.At(50), Cancellation);
        await Stores.Invites.RevokeAllAsync(rows[0].Space, Given.At(60), Cancellation);
        await Stores.Spaces.DeleteAsync(rows[0].Space, Given.At(70), Cancellation);
        Assert.Equal(rows, await PendingAsync());
    }

    [Fact]
    public async Task A_direct_membership_is_no_admission()
    {
        await CreateAsync(Given.Space());
        Assert.True(await Stores.Members.AddAsync(Given.SpaceUri(), Given.Member(Given.Account(1)), Cancellation));
        Assert.Empty(await PendingAsync());
    }

    private async Task<IReadOnlyList<Admission>> AdmitAsync(int accounts)
    {
        var invite = await AddAsync(Given.Invite());
        for (var i = 0; i < accounts; i++)
            Assert.Equal(RedeemStatus.Admitted, await StatusAsync(invite, Given.Account(accounts - i), 10 + i));
        return await PendingAsync();
    }

    private Task AcknowledgeAsync(params Admission[] rows) => Stores.Outbox.AcknowledgeAsync(rows, Cancellation).AsTask();
}
