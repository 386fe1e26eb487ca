using System.Data.Common;
using AtInvites.Stores.Contracts;
using AtInvites.Stores.InMemory;

namespace AtInvites.Stores.Tests.Sqlite;

/// <summary>A host's tables in the store's file, written in the store's turn.</summary>
public sealed class SqliteWriterTests : IAsyncLifetime
{
    private const int Callers = 64;

    private readonly SqliteFixture _fixture = new();
    private StoreSet _stores = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static AccountCode Code => Given.Code() with { Available = Callers };

    private IStoreWriter Writer => Assert.IsAssignableFrom<IStoreWriter>(_stores.Writer);

    public async ValueTask InitializeAsync()
    {
        _stores = await _fixture.OpenAsync(Cancellation);
        await _stores.Codes.AddAsync([Code], Cancellation);
        Assert.True(await Writer.RunAsync(
            async (transaction, _) =>
            {
                await RunAsync(transaction, "CREATE TABLE host_accounts (did TEXT PRIMARY KEY)");
                return true;
            },
            Cancellation));
    }

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Account_and_use_are_there_together()
    {
        Assert.True(await SignUpAsync(1, isWanted: true));
        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task Neither_is_there_where_the_work_says_no_and_the_seat_is_held_as_before()
    {
        Assert.False(await SignUpAsync(1, isWanted: false));
        Assert.Equal((0, 0), await CountAsync());
        Assert.Equal(CommitStatus.Committed, await _stores.Seats.CommitAsync(Claim(1), Cancellation));
    }

    [Fact]
    public async Task Neither_is_there_where_the_work_throws_or_is_called_off_and_the_next_one_has_its_turn()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<NotFiniteNumberException>(async () => await Writer.RunAsync(
            async (transaction, _) =>
            {
                await JoinAsync(transaction, 1);
                throw new NotFiniteNumberException();
            },
            Cancellation));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Writer.RunAsync(
            async (transaction, token) =>
            {
                await JoinAsync(transaction, 2);
                await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
                return true;
            },
            stop.Token));
        Assert.Equal((0, 0), await CountAsync());
        Assert.True(await SignUpAsync(3, isWanted: true));
        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task A_transaction_that_the_work_ended_is_told_and_the_next_one_has_its_turn()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Writer.RunAsync(
            async (transaction, token) =>
            {
                await transaction.RollbackAsync(token);
                return true;
            },
            Cancellation));
        Assert.True(await SignUpAsync(1, isWanted: true));
        Assert.Equal((1, 1), await CountAsync());
    }

    [Fact]
    public async Task Sign_ups_at_once_and_the_stores_own_writes_stand_in_one_line()
    {
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(number => Task.Run(
            async () => Assert.Equal(number % 4 != 0, await SignUpAsync(number, isWanted: number % 4 != 0)), Cancellation)));
        Assert.Equal((Callers * 3 / 4, Callers * 3 / 4), await CountAsync());
    }

    [Fact]
    public void A_store_in_memory_lets_nobody_in() => Assert.Null(InMemoryStores.Create().Writer);

    private async Task<bool> SignUpAsync(int number, bool isWanted)
    {
        var seat = await _stores.Seats.ReserveAsync(Code.Hash, $"{number}", Given.At(0), Given.At(1_000), Cancellation);
        Assert.Equal(CodeStatus.Granted, seat.Status);
        return await Writer.RunAsync(
            async (transaction, _) =>
            {
                await JoinAsync(transaction, number);
                return isWanted;
            },
            Cancellation);
    }

    /// <summary>Makes the account, and takes the use of whoever holds a seat.</summary>
    private async Task JoinAsync(DbTransaction transaction, int number)
    {
        await RunAsync(transaction, $"INSERT INTO host_accounts VALUES ('{Given.Account(number)}')");
        await ((ITransactionalSeatStore)_stores.Seats).CommitAsync(Claim(number), transaction, Cancellation);
    }

    private static SeatCommit Claim(int number) => new(Code.Hash, $"{number}", Given.Account(number), Given.At(5));

    private async Task<(long Accounts, int Uses)> CountAsync()
    {
        var accounts = 0L;
        await Writer.RunAsync(
            async (transaction, _) =>
            {
                accounts = (long)(await RunAsync(transaction, "SELECT COUNT(*) FROM host_accounts"))!;
                return true;
            },
            Cancellation);
        return (accounts, (await _stores.Codes.FindAsync(Code.Hash, Cancellation))!.Uses.Count);
    }

    private static async Task<object?> RunAsync(DbTransaction transaction, string text)
    {
        await using var command = transaction.Connection!.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
