using AtInvites.Syntax;
using FsCheck;
using FsCheck.Fluent;

namespace AtInvites.Tests.Syntax;

public sealed class TidClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_tid_bears_the_time_and_the_clock()
    {
        var tid = new TidClock(new SteppedTime(Start), 33).Next();
        Assert.Equal((Start.ToUnixTimeMilliseconds() * 1000, 33), (tid.UnixMicroseconds, tid.ClockId));
    }

    [Fact]
    public void A_clock_that_moves_on_is_followed()
    {
        var time = new SteppedTime(Start);
        var clock = new TidClock(time, 0);
        var first = clock.Next();
        time.Move(TimeSpan.FromSeconds(1));
        Assert.Equal(1_000_000, clock.Next().UnixMicroseconds - first.UnixMicroseconds);
    }

    [Fact]
    public void A_time_before_1970_counts_on_from_zero()
    {
        var clock = new TidClock(new SteppedTime(DateTimeOffset.MinValue), 0);
        Assert.Equal((0, 1), (clock.Next().UnixMicroseconds, clock.Next().UnixMicroseconds));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1024)]
    public void A_clock_id_outside_the_range_is_refused_at_once(int clockId) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new TidClock(TimeProvider.System, clockId));

    [Fact]
    public void Tids_strictly_increase_however_the_clock_jumps() => Prop.ForAll<int[]>(jumps =>
    {
        var time = new SteppedTime(Start);
        var clock = new TidClock(time, 7);
        var last = clock.Next();
        foreach (var jump in jumps)
        {
            time.Move(TimeSpan.FromMicroseconds(jump));
            var next = clock.Next();
            if (string.CompareOrdinal(next.Value, last.Value) <= 0) return false;
            last = next;
        }

        return true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task Parallel_callers_never_get_the_same_tid_and_each_sees_them_increase(int ticksACall)
    {
        const int callers = 8;
        const int calls = 5_000;
        var clock = new TidClock(new SteppedTime(Start, ticksACall), 1);
        using var gate = new Barrier(callers);
        var runs = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                gate.SignalAndWait(TestContext.Current.CancellationToken);
                return Enumerable.Range(0, calls).Select(_ => clock.Next().Value).ToArray();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        foreach (var run in runs) Assert.True(run.SequenceEqual(run.Order(StringComparer.Ordinal)));
        Assert.Equal(callers * calls, runs.SelectMany(run => run).Distinct().Count());
    }

    /// <summary>A clock that moves when told, and by a fixed number of ticks at each reading.</summary>
    private sealed class SteppedTime(DateTimeOffset start, int ticksACall = 0) : TimeProvider
    {
        private long _ticks = start.UtcTicks;

        public void Move(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Add(ref _ticks, ticksACall), TimeSpan.Zero);
    }
}
