namespace AtInvites.Stores.Contracts;

/// <summary>What outlives the set that answered it. For stores that say they are <see cref="IStoreFixture.IsDurable"/>.</summary>
public abstract class DurabilityContract<TFixture> : CodeScenario<TFixture>
    where TFixture : IStoreFixture, new()
{
    [Fact]
    public async Task What_was_answered_outlives_the_set()
    {
        await CreateAsync(Given.Space());
        var invite = await AddAsync(Given.Invite() with { Note = "kept" });
        var revoked = await AddAsync(Given.Invite("revoked"));
        await RedeemAsync(invite, Given.Account(1));
        await RedeemAsync(invite, Given.Account(2));
        await Stores.Members.RemoveAsync(invite.Space, Given.Account(2), Given.At(20), Cancellation);
        await Stores.Invites.RevokeAsync(revoked.Space, revoked.Token, Given.At(30), Cancellation);
        var members = await MembersAsync();
        await Stores.DisposeAsync();

        var reopened = await Fixture.OpenAsync(Cancellation);
        Assert.Equal(invite with { Uses = 2 }, await reopened.Invites.FindAsync(invite.Token, Cancellation));
        Assert.Equal(revoked with { RevokedAt = Given.At(30) }, await reopened.Invites.FindAsync(revoked.Token, Cancellation));
        Assert.Equal(Given.Space(), await reopened.Spaces.FindAsync(Given.SpaceUri(), Cancellation));
        var page = await reopened.Members.ListAsync(new() { Space = Given.SpaceUri(), Limit = 100 }, Cancellation);
        Assert.Equal(members, page.Items);
        var again = await reopened.Redemptions.RedeemAsync(invite.Token, Given.Account(2), Given.At(40), Cancellation);
        Assert.Equal(RedeemStatus.Removed, again.Status);
    }

    [Fact]
    public async Task What_waits_and_what_was_acknowledged_outlive_the_set()
    {
        var invite = await AddAsync(Given.Invite());
        for (var i = 0; i < 3; i++) await RedeemAsync(invite, Given.Account(i), 10 + i);
        var rows = await PendingAsync();
        await Stores.Outbox.AcknowledgeAsync([rows[1]], Cancellation);
        await Stores.DisposeAsync();
        var reopened = await Fixture.OpenAsync(Cancellation);
        Assert.Equal([rows[0], rows[2]], await reopened.Outbox.PendingAsync(10, null, Cancellation));
    }

    [Fact]
    public async Task Codes_uses_and_seats_outlive_the_set()
    {
        var code = await AddAsync(Given.Gift("code", Given.Account(1)) with { Available = 4 });
        var disabled = await AddAsync(Given.Gift("disabled", Given.Account(1)));
        await DisableAsync(disabled);
        Assert.Equal(CodeStatus.Granted, await RedeemAsync(code, Given.Account(2), 10));
        foreach (var holder in new[] { "kept", "committed", "released" }) await SeatAsync(code, holder, 10, 100);
        await CommitAsync(code, "committed", Given.Account(3), 20);
        await ReleaseAsync(code, "released");
        await Stores.AccountInvites.SetAsync(Given.Account(1), new(true, "note"), Cancellation);
        await Stores.DisposeAsync();

        var reopened = await Fixture.OpenAsync(Cancellation);
        var used = code with { Uses = [Given.Use(Given.Account(3), 20), Given.Use(Given.Account(2), 10)] };
        AssertSame(used, await reopened.Codes.FindAsync(code.Hash, Cancellation));
        AssertSame(disabled with { IsDisabled = true }, await reopened.Codes.FindAsync(disabled.Hash, Cancellation));
        Assert.Equal(new(true, "note"), await reopened.AccountInvites.FindAsync(Given.Account(1), Cancellation));
        var next = await reopened.Seats.ReserveAsync(code.Hash, "next", Given.At(90), Given.At(900), Cancellation);
        Assert.Equal(new SeatOutcome(CodeStatus.Granted, Given.At(900)), next);
        var full = await reopened.Seats.ReserveAsync(code.Hash, "late", Given.At(90), Given.At(900), Cancellation);
        Assert.Equal(CodeStatus.Exhausted, full.Status);
        var commit = new SeatCommit(code.Hash, "kept", Given.Account(4), Given.At(99));
        Assert.Equal(CommitStatus.Committed, await reopened.Seats.CommitAsync(commit, Cancellation));
        var again = new SeatCommit(code.Hash, "committed", Given.Account(3), Given.At(99));
        Assert.Equal(CommitStatus.AlreadyCommitted, await reopened.Seats.CommitAsync(again, Cancellation));
    }

    [Fact]
    public async Task The_order_in_which_codes_were_used_outlives_the_set()
    {
        string[] names = ["b", "d", "a", "c"];
        var code = await AddAsync(Given.Code() with { Available = 9 });
        foreach (var name in names)
        {
            await AddAsync(Given.Gift(name, Given.Account(1)));
            await RedeemAsync(Given.Code(name), Given.Account(2), 5);
            await RedeemAsync(code, Given.Account(name), 5);
        }

        var first = await Stores.Codes.ListAsync(new() { Sort = CodeSort.Usage, Limit = 2 }, Cancellation);
        var rest = new CodeQuery { Sort = CodeSort.Usage, Limit = 9, After = first.Next };
        var expected = (await Stores.Codes.ListAsync(rest, Cancellation)).Items;
        await Stores.DisposeAsync();

        var reopened = await Fixture.OpenAsync(Cancellation);
        Assert.Equal(Given.Token("b"), (await reopened.Lineage.FindUsedAsync(Given.Account(2), Cancellation))?.Hash);
        var found = await reopened.Codes.FindAsync(code.Hash, Cancellation);
        Assert.Equal(names.Reverse().Select(Given.Account), found?.Uses.Select(use => use.UsedBy));
        await reopened.Seats.RedeemAsync(expected[^1].Hash, Given.Account(3), Given.At(50), Cancellation);
        var page = await reopened.Codes.ListAsync(rest, Cancellation);
        Assert.Equal(expected.Select(row => row.Hash), page.Items.Select(row => row.Hash));
    }

    [Fact]
    public async Task Records_and_what_came_of_them_outlive_the_set()
    {
        var (accepted, deleted) = (GivenRecords.Invite(1), GivenRecords.Invite(1).At(GivenRecords.InviteUri("deleted")));
        RecordVersion[] told =
        [
            accepted, GivenRecords.AnswerTo(accepted, 2), GivenRecords.Invite(1).At(GivenRecords.InviteUri("refused")), deleted,
            GivenRecords.Deletion(deleted.Uri, 5), GivenRecords.Refused(GivenRecords.InviteUri("refused"), 6),
        ];
        await Stores.Records.ApplyAsync(new() { Versions = told, Source = "source", Cursor = 7 }, Cancellation);
        var query = new HandshakeQuery { Now = Given.At(9), Limit = 9 };
        var revoked = query with { State = HandshakeState.Revoked };
        var standing = (await Stores.Handshakes.ListAsync(query, Cancellation)).Items;
        var gone = (await Stores.Handshakes.ListAsync(revoked, Cancellation)).Items;
        await Stores.DisposeAsync();

        var reopened = await Fixture.OpenAsync(Cancellation);
        Assert.Equal(accepted.Cid, Assert.Single(standing).Cid);
        Assert.Equal(2, gone.Count);
        Assert.Equal(standing, (await reopened.Handshakes.ListAsync(query, Cancellation)).Items);
        Assert.Equal(gone, (await reopened.Handshakes.ListAsync(revoked, Cancellation)).Items);
        Assert.Equal(standing[0], await reopened.Handshakes.FindCollaboratorAsync(
            GivenRecords.Subject(), GivenRecords.Invitee, null, Given.At(9), Cancellation));
        Assert.Equal(7, await reopened.Records.FindCursorAsync("source", Cancellation));
        Assert.Equal(0, await reopened.Records.ApplyAsync(new() { Versions = told }, Cancellation));
    }

    [Fact]
    public async Task Used_tokens_and_budgets_outlive_the_set()
    {
        var (token, window) = (Given.Token("token"), TimeSpan.FromMinutes(1));
        Assert.True(await Stores.Replays.TryUseAsync(token, Given.At(5), Cancellation));
        await Stores.Budgets.ChargeAsync([token], Given.At(0), window, Cancellation);
        await Stores.DisposeAsync();

        var reopened = await Fixture.OpenAsync(Cancellation);
        Assert.False(await reopened.Replays.TryUseAsync(token, Given.At(5), Cancellation));
        Assert.Equal([new(2, Given.At(60_000))], await reopened.Budgets.ChargeAsync([token], Given.At(9), window, Cancellation));
    }
}
