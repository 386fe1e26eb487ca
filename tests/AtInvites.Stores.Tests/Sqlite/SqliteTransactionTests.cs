using System.Data.Common;
using AtInvites.Stores.Contracts;
using AtInvites.Syntax;
using AtInvites.Tokens;
using Microsoft.Data.Sqlite;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>A seat committed in the transaction in which the host writes its own account, in the same file.</summary>
public sealed class SqliteTransactionTests : IAsyncLifetime
{
    private static readonly TokenHash Code = Given.Token("code");
    private static readonly Did Account = Given.Account("newcomer");

    private readonly SqliteFixture _fixture = new();
    private StoreSet _stores = null!;
    private SqliteConnection _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ITransactionalSeatStore Joint => Assert.IsAssignableFrom<ITransactionalSeatStore>(_stores.Seats);

    public async ValueTask InitializeAsync()
    {
        _stores = await _fixture.OpenAsync(Cancellation);
        _host = new SqliteConnection($"{_fixture.ConnectionString};Pooling=False");
        await _host.OpenAsync(Cancellation);
        await RunAsync("CREATE TABLE host_accounts (did TEXT PRIMARY KEY)");
        await _stores.Codes.AddAsync([NewCode], Cancellation);
        await ReserveAsync("sign-up");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task Account_and_use_are_there_together_once_the_host_commits()
    {
        await using (var transaction = await _host.BeginTransactionAsync(Cancellation))
        {
            await SignUpAsync(transaction);
            Assert.Equal(CommitStatus.Committed, await CommitAsync(transaction));
            Assert.Empty(await UsesAsync());
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal([new CodeUse(Account, Given.At(5))], await UsesAsync());
        Assert.Equal(1, await AccountsAsync());
        Assert.Equal(CommitStatus.AlreadyCommitted, await _stores.Seats.CommitAsync(Claim(), Cancellation));
        Assert.Equal(CodeStatus.Exhausted, await ReserveAsync("another"));
    }

    [Fact]
    public async Task Neither_is_there_when_the_host_rolls_back_and_the_seat_is_held_as_before()
    {
        await using (var transaction = await _host.BeginTransactionAsync(Cancellation))
        {
            await SignUpAsync(transaction);
            Assert.Equal(CommitStatus.Committed, await CommitAsync(transaction));
            await transaction.RollbackAsync(Cancellation);
        }

        Assert.Empty(await UsesAsync());
        Assert.Equal(0, await AccountsAsync());
        Assert.Equal(CodeStatus.Exhausted, await ReserveAsync("another"));
        Assert.Equal(CommitStatus.Committed, await _stores.Seats.CommitAsync(Claim(), Cancellation));
        Assert.Single(await UsesAsync());
    }

    [Fact]
    public async Task A_seat_that_is_gone_leaves_the_transaction_to_the_host()
    {
        await _stores.Seats.ReleaseAsync(Code, "sign-up", Cancellation);
        await using (var transaction = await _host.BeginTransactionAsync(Cancellation))
        {
            await SignUpAsync(transaction);
            Assert.Equal(CommitStatus.NoSeat, await CommitAsync(transaction));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Empty(await UsesAsync());
        Assert.Equal(1, await AccountsAsync());
        Assert.Equal(CodeStatus.Granted, await ReserveAsync("another"));
    }

    [Fact]
    public async Task The_lease_ends_in_a_transaction_too()
    {
        await using var transaction = await _host.BeginTransactionAsync(Cancellation);
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(transaction, at: 1_000));
        Assert.Equal(CommitStatus.Committed, await CommitAsync(transaction, at: 999));
    }

    [Fact]
    public async Task Committed_twice_in_one_transaction_it_is_one_use()
    {
        await using (var transaction = await _host.BeginTransactionAsync(Cancellation))
        {
            Assert.Equal(CommitStatus.Committed, await CommitAsync(transaction));
            Assert.Equal(CommitStatus.AlreadyCommitted, await CommitAsync(transaction));
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Single(await UsesAsync());
    }

    [Fact]
    public async Task Who_has_no_seat_is_answered_while_the_host_writes()
    {
        await using var transaction = await _host.BeginTransactionAsync(Cancellation);
        await SignUpAsync(transaction);
        Assert.Equal(CodeStatus.Exhausted, await ReserveAsync("another"));
        Assert.Equal(CodeStatus.Exhausted, await _stores.Seats.RedeemAsync(Code, Account, Given.At(0), Cancellation));
        Assert.False(await _stores.Seats.ReleaseAsync(Code, "another", Cancellation));
        var another = Claim() with { Holder = "another" };
        Assert.Equal(CommitStatus.NoSeat, await _stores.Seats.CommitAsync(another, Cancellation));
    }

    [Fact]
    public async Task A_transaction_that_has_ended_is_refused()
    {
        await using var transaction = await _host.BeginTransactionAsync(Cancellation);
        await transaction.RollbackAsync(Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await CommitAsync(transaction));
        Assert.Equal(CommitStatus.Committed, await _stores.Seats.CommitAsync(Claim(), Cancellation));
    }

    [Fact]
    public async Task A_host_that_began_without_the_writers_lock_has_it_before_the_seat_is_looked_at()
    {
        await using var transaction = _host.BeginTransaction(deferred: true);
        Assert.Equal(CommitStatus.NoSeat, await CommitAsync(transaction, at: 1_000));
        await using var other = new SqliteConnection($"{_fixture.ConnectionString};Pooling=False;Default Timeout=1");
        await other.OpenAsync(Cancellation);
        var busy = Assert.Throws<SqliteException>(() => other.BeginTransaction());
        Assert.Equal(SQLitePCL.raw.SQLITE_BUSY, busy.SqliteErrorCode);
        Assert.Equal(CommitStatus.Committed, await CommitAsync(transaction));
        await transaction.CommitAsync(Cancellation);
        Assert.Single(await UsesAsync());
    }

    private static AccountCode NewCode => new()
    {
        Hash = Code,
        KeyId = "sha256",
        Sealed = new byte[] { 1, 2, 3 },
        Owner = CodeOwner.Of(Given.Owner),
        CreatedBy = CodeOwner.Admin,
        CreatedAt = Given.At(0),
        Available = 1,
    };

    private static SeatCommit Claim(long at = 5) => new(Code, "sign-up", Account, Given.At(at));

    private ValueTask<CommitStatus> CommitAsync(DbTransaction transaction, long at = 5) =>
        Joint.CommitAsync(Claim(at), transaction, Cancellation);

    private async Task<CodeStatus> ReserveAsync(string holder) =>
        (await _stores.Seats.ReserveAsync(Code, holder, Given.At(0), Given.At(1_000), Cancellation)).Status;

    private async Task<IReadOnlyList<CodeUse>> UsesAsync() => (await _stores.Codes.FindAsync(Code, Cancellation))!.Uses;

    private Task<object?> SignUpAsync(DbTransaction transaction) =>
        RunAsync("INSERT INTO host_accounts VALUES ('newcomer')", transaction);

    private async Task<long> AccountsAsync() => (long)(await RunAsync("SELECT COUNT(*) FROM host_accounts"))!;

    private async Task<object?> RunAsync(string text, DbTransaction? transaction = null)
    {
        await using var command = _host.CreateCommand();
        command.CommandText = text;
        command.Transaction = (SqliteTransaction?)transaction;
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
