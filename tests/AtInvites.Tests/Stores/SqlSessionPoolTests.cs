using System.Data;
using AtInvites.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace AtInvites.Tests.Stores;

public sealed class SqlSessionPoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pool_disposed_in_use_lets_the_verb_end_and_refuses_who_waits()
    {
        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        var pool = new SqlSessionPool(source, Dialect("SELECT 1"), 1, Patience);
        var gate = new TaskCompletionSource();
        var running = pool.RunAsync(
            async (_, _) =>
            {
                await gate.Task;
                return 1;
            },
            Cancellation).AsTask();
        var waiting = pool.RunAsync((_, _) => ValueTask.FromResult(2), Cancellation).AsTask();
        await pool.DisposeAsync();
        gate.SetResult();
        Assert.Equal(1, await running);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }

    [Fact]
    public async Task Who_waits_longer_than_the_patience_is_told_and_takes_no_place()
    {
        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        await using var pool = new SqlSessionPool(source, Dialect(null), 1, TimeSpan.Zero);
        var gate = new TaskCompletionSource<int>();
        var running = pool.RunAsync(async (_, _) => await gate.Task, Cancellation).AsTask();
        await Assert.ThrowsAsync<TimeoutException>(
            async () => await pool.RunAsync((_, _) => ValueTask.FromResult(2), Cancellation));
        gate.SetResult(1);
        Assert.Equal(1, await running);
        Assert.Equal(3, await pool.RunAsync((_, _) => ValueTask.FromResult(3), Cancellation));
    }

    [Fact]
    public async Task A_session_is_closed_when_its_verb_ends_after_the_pool()
    {
        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        var pool = new SqlSessionPool(source, Dialect(null), 1, Patience);
        SqlSession? used = null;
        await pool.RunAsync(
            async (session, _) =>
            {
                used = session;
                await pool.DisposeAsync();
                return true;
            },
            Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await used!.RunAsync("SELECT 1", Cancellation));
    }

    [Fact]
    public async Task Verbs_that_fail_or_give_up_waiting_free_their_place()
    {
        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        await using var pool = new SqlSessionPool(source, Dialect("SELECT 1"), 1, Patience);
        for (var i = 0; i < 3; i++)
        {
            using var given = new CancellationTokenSource();
            var gate = new TaskCompletionSource<int>();
            var running = pool.RunAsync(async (_, _) => await gate.Task, Cancellation).AsTask();
            var waiting = pool.RunAsync((_, _) => ValueTask.FromResult(2), given.Token).AsTask();
            await given.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
            gate.SetException(new IOException("fault"));
            await Assert.ThrowsAsync<IOException>(() => running);
        }

        Assert.Equal(3, await pool.RunAsync((_, _) => ValueTask.FromResult(3), Cancellation));
    }

    [Fact]
    public async Task A_database_that_ended_the_transaction_itself_costs_neither_the_place_nor_the_fault()
    {
        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        await using var pool = new SqlSessionPool(source, Dialect(null), 1, Patience);
        for (var i = 0; i < 2; i++)
        {
            var verb = pool.RunAsync<int>(
                async (session, token) =>
                {
                    await session.BeginAsync(IsolationLevel.Serializable, token);
                    await session.RunAsync("COMMIT", token);
                    throw new IOException("The disk is full.");
                },
                Cancellation).AsTask();
            await Assert.ThrowsAsync<IOException>(() => verb.WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
        }
    }

    private static SqlDialect Dialect(string? onOpen) => new()
    {
        Migrations = [],
        CreateSchemaTable = "",
        FindSchemaTable = new(""),
        WriteIsolation = IsolationLevel.Serializable,
        Writers = 1,
        Readers = 1,
        OnOpen = onOpen,
    };
}
