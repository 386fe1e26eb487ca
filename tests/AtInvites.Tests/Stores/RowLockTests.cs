using AtInvites.Stores.InMemory;

namespace AtInvites.Tests.Stores;

public sealed class RowLockTests
{
    private RowLock _lock;
    private long _count;

    [Fact]
    public void Who_comes_second_waits_for_who_came_first()
    {
        var second = new Thread(() =>
        {
            _lock.Enter();
            _count++;
            _lock.Exit();
        });
        _lock.Enter();
        second.Start();
        // Without a lock it takes a moment; with it, it would wait for good.
        Assert.False(second.Join(TimeSpan.FromMilliseconds(50)));
        Assert.Equal(0, _count);
        _lock.Exit();
        Assert.True(second.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal(1, _count);
    }

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
