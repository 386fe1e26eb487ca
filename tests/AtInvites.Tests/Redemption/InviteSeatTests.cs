using AtInvites.Stores;
using AtInvites.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace AtInvites.Tests.Redemption;

public sealed class InviteSeatTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, OnBothStores]
    public async Task A_seat_disposed_without_a_commit_is_released(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync();
        await using (var seat = await engine.ReserveAsync(code, "first"))
        {
            Assert.Equal((true, CodeStatus.Granted, null), (seat.IsHeld, seat.Status, seat.CommittedFor?.Value));
            Assert.Equal(engine.Clock.GetUtcNow() + engine.Options.Lease, seat.LeaseEndsAt);
            Assert.Equal(CodeStatus.Exhausted, (await engine.ReserveAsync(code, "second")).Status);
        }

        await using var again = await engine.ReserveAsync(code, "second");
        Assert.True(again.IsHeld);
    }

    [Theory, OnBothStores]
    public async Task A_seat_that_was_committed_stays_used_when_it_is_disposed_or_released(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync();
        await using (var seat = await engine.ReserveAsync(code, "holder"))
        {
            Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(1), Token));
            Assert.Equal(CodeEngine.Account(1), seat.CommittedFor);
            await seat.ReleaseAsync();
        }

        Assert.Equal(CodeEngine.Account(1), Assert.Single((await engine.FindAsync(code)).Uses).UsedBy);
        Assert.Equal(CodeStatus.Exhausted, (await engine.ReserveAsync(code, "other")).Status);
    }

    [Theory, OnBothStores]
    public async Task The_same_commit_again_takes_nothing_and_another_account_gets_no_seat(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync(uses: 5);
        await using var seat = await engine.ReserveAsync(code, "holder");

        Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(1), Token));
        Assert.Equal(CommitStatus.AlreadyCommitted, await seat.CommitAsync(CodeEngine.Account(1), Token));
        Assert.Equal(CommitStatus.NoSeat, await seat.CommitAsync(CodeEngine.Account(2), Token));
        engine.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(CommitStatus.AlreadyCommitted, await seat.CommitAsync(CodeEngine.Account(1), Token));

        Assert.Equal(CodeEngine.Account(1), seat.CommittedFor);
        Assert.Single((await engine.FindAsync(code)).Uses);
    }

    [Theory, OnBothStores]
    public async Task A_commit_is_accepted_until_the_lease_ends_and_not_at_its_end(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync(uses: 2);
        await using var inTime = await engine.ReserveAsync(code, "in time");
        await using var late = await engine.ReserveAsync(code, "late");

        engine.Clock.Advance(engine.Options.Lease - TimeSpan.FromMilliseconds(1));
        Assert.Equal(CommitStatus.Committed, await inTime.CommitAsync(CodeEngine.Account(1), Token));
        Assert.Equal(CodeStatus.Exhausted, (await engine.ReserveAsync(code, "next")).Status);
        engine.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(CommitStatus.NoSeat, await late.CommitAsync(CodeEngine.Account(2), Token));
        await using var next = await engine.ReserveAsync(code, "next");

        Assert.Null(late.CommittedFor);
        Assert.True(next.IsHeld);
    }

    [Theory, OnBothStores]
    public async Task The_same_holder_gets_the_same_seat_and_its_end_does_not_move(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync();
        var first = await engine.ReserveAsync(code, "holder");
        engine.Clock.Advance(TimeSpan.FromSeconds(30));
        var again = await engine.ReserveAsync(code, "holder");

        Assert.Equal((true, first.LeaseEndsAt), (again.IsHeld, again.LeaseEndsAt));
        Assert.Equal(CommitStatus.Committed, await again.CommitAsync(CodeEngine.Account(1), Token));
        Assert.Equal(CommitStatus.AlreadyCommitted, await first.CommitAsync(CodeEngine.Account(1), Token));
        await first.DisposeAsync();
        Assert.Single((await engine.FindAsync(code)).Uses);
    }

    [Theory, OnBothStores]
    public async Task A_seat_held_when_its_code_is_disabled_is_committed_all_the_same(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync(uses: 2);
        await using var seat = await engine.ReserveAsync(code, "holder");
        Assert.Equal(1, await engine.Disabler.DisableAsync([code], [], Token));

        Assert.Equal(CodeStatus.Disabled, (await engine.ReserveAsync(code, "other")).Status);
        Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(1), Token));
    }

    [Theory, OnBothStores]
    public async Task A_released_seat_commits_nothing(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync();
        await using var seat = await engine.ReserveAsync(code, "holder");
        await seat.ReleaseAsync();
        await seat.ReleaseAsync();

        Assert.Equal(CommitStatus.NoSeat, await seat.CommitAsync(CodeEngine.Account(1), Token));
        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 2));
    }

    [Theory, OnBothStores]
    public async Task A_refusal_cannot_be_committed_and_disposing_it_frees_nobodys_seat(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync();
        await using var held = await engine.ReserveAsync(code, "holder");
        await using (var refused = await engine.ReserveAsync(code, "other"))
        {
            await refused.ReleaseAsync();
            await Assert.ThrowsAsync<InvalidOperationException>(
                async () => await refused.CommitAsync(CodeEngine.Account(2), Token));
        }

        Assert.Equal(CodeStatus.Exhausted, (await engine.ReserveAsync(code, "other")).Status);
        Assert.Equal(CommitStatus.Committed, await held.CommitAsync(CodeEngine.Account(1), Token));
    }

    [Theory, OnBothStores]
    public async Task A_commit_that_was_cancelled_leaves_the_seat_to_be_released(StoreKind kind)
    {
        await using var engine = await CodeEngine.StartAsync(kind);
        var code = await engine.MintAsync();
        await using (var seat = await engine.ReserveAsync(code, "holder"))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                async () => await seat.CommitAsync(CodeEngine.Account(1), new CancellationToken(canceled: true)));
        }

        Assert.Equal(CodeStatus.Granted, await engine.RedeemAsync(code, 2));
    }

    [Fact]
    public async Task A_store_that_shares_no_database_says_so_and_the_seat_stays_held()
    {
        using var folder = new TemporaryFolder();
        await using var connection = new SqliteConnection($"Data Source={folder.Database};Pooling=False");
        await connection.OpenAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await using var engine = await CodeEngine.StartAsync(StoreKind.Memory);
        await using var seat = await engine.ReserveAsync(await engine.MintAsync(), "holder");

        await Assert.ThrowsAsync<NotSupportedException>(
            async () => await seat.CommitAsync(CodeEngine.Account(1), transaction, Token));
        Assert.Equal(CommitStatus.Committed, await seat.CommitAsync(CodeEngine.Account(1), Token));
    }
}
