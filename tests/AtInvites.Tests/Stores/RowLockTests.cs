using AtInvites.Stores.InMemory;

namespace AtInvites.Tests.Stores;

public sealed class RowLockTests
{
    private RowLock _lock;
    private long _count;

    [Fact]
    public async Task One_at_a_time_holds_it()
    {
        const int Each = 100_000;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () =>
            {
                for (var n = 0; n < Each; n++)
                {
                    _lock.Enter();
                    _count++;
                    _lock.Exit();
                }
            },
            TestContext.Current.CancellationToken)));
        Assert.Equal(4 * Each, _count);
    }
}
