using System.Net;
using System.Threading.RateLimiting;
using AtInvites.Syntax;
using AtInvites.Tests.Hosting;
using AtInvites.Xrpc;

namespace AtInvites.Tests.Xrpc;

public sealed class GuessWindowTests
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_budget_of_an_address_is_dropped_once_its_window_has_ended_and_nobody_asks()
    {
        // Continued elsewhere: the framework cannot be disposed from its own timer.
        var dropped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var limiter = PartitionedRateLimiter.Create<int, int>(key => RateLimitPartition.Get(
            key, _ => new Watched(new GuessWindow(1, Length, _clock), dropped)));
        limiter.AttemptAcquire(1, 1).Dispose();

        _clock.Advance(Length + TimeSpan.FromSeconds(11));

        await dropped.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.True(limiter.AttemptAcquire(1, 1).IsAcquired);
    }

    [Fact]
    public void It_is_idle_only_while_no_window_runs_and_since_it_was_asked_last()
    {
        using var window = new GuessWindow(1, Length, _clock);
        _clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), window.IdleDuration);
        Assert.True(window.AttemptAcquire(0).IsAcquired);
        Assert.Equal(TimeSpan.Zero, window.IdleDuration);
        Assert.True(window.AttemptAcquire(1).IsAcquired);
        Assert.Null(window.IdleDuration);
        _clock.Advance(Length - TimeSpan.FromTicks(1));
        Assert.Null(window.IdleDuration);
        Assert.False(window.AttemptAcquire(0).IsAcquired);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromTicks(1), window.IdleDuration);
        Assert.True(window.AttemptAcquire(1).IsAcquired);
    }

    [Fact]
    public async Task Waiting_for_a_permit_waits_for_nothing()
    {
        using var window = new GuessWindow(1, Length, _clock);
        Assert.True((await window.AcquireAsync(1, TestContext.Current.CancellationToken)).IsAcquired);
        _clock.Advance(TimeSpan.FromSeconds(1));

        using var refused = await window.AcquireAsync(1, TestContext.Current.CancellationToken);

        Assert.False(refused.IsAcquired);
        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.Equal(Length - TimeSpan.FromSeconds(1), wait);
    }

    [Fact]
    public async Task Connections_without_an_address_share_a_budget_and_have_no_part_in_anothers()
    {
        using var budget = new GuessBudget(new() { PerAddress = 1 }, _clock);
        Assert.Null(await budget.ChargeAsync(address: null, caller: null));

        Assert.NotNull(budget.Refusal(address: null, Did.Parse(HttpHost.Bob)));
        Assert.Null(budget.Refusal(IPAddress.Any, caller: null));
        Assert.Null(budget.Refusal(IPAddress.IPv6Any, caller: null));
        Assert.Null(await budget.ChargeAsync(IPAddress.Any, caller: null));
        Assert.Null(budget.Refusal(IPAddress.IPv6Any, caller: null));
    }

    [Fact]
    public void It_follows_what_all_hosts_counted_until_their_window_ends()
    {
        using var window = new GuessWindow(3, Length, _clock);
        var end = _clock.GetUtcNow() + TimeSpan.FromSeconds(20);
        Assert.True(window.AttemptAcquire(1).IsAcquired);

        Assert.Equal(TimeSpan.FromSeconds(20), window.Follow(new(2, end)));
        Assert.True(window.AttemptAcquire(0).IsAcquired);
        window.Follow(new(900, end));
        AssertRefused(window, TimeSpan.FromSeconds(20));
        _clock.Advance(TimeSpan.FromSeconds(20) - TimeSpan.FromTicks(1));
        AssertRefused(window, TimeSpan.FromTicks(1));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(window.AttemptAcquire(1).IsAcquired);
    }

    [Fact]
    public void Counts_of_all_hosts_may_come_in_any_order()
    {
        using var window = new GuessWindow(3, Length, _clock);
        var (former, end) = (_clock.GetUtcNow() + TimeSpan.FromSeconds(5), _clock.GetUtcNow() + TimeSpan.FromSeconds(20));
        window.Follow(new(3, end));
        window.Follow(new(1, end));
        AssertRefused(window, TimeSpan.FromSeconds(20));
        window.Follow(new(1, former));
        AssertRefused(window, TimeSpan.FromSeconds(20));

        window.Follow(new(1, end + Length));
        Assert.True(window.AttemptAcquire(1).IsAcquired);
    }

    private static void AssertRefused(GuessWindow window, TimeSpan left)
    {
        using var lease = window.AttemptAcquire(0);
        Assert.False(lease.IsAcquired);
        Assert.True(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.Equal(left, wait);
    }

    /// <summary>Tells when the framework lets go of it.</summary>
    private sealed class Watched(RateLimiter inner, TaskCompletionSource dropped) : RateLimiter
    {
        public override TimeSpan? IdleDuration => inner.IdleDuration;

        public override RateLimiterStatistics? GetStatistics() => inner.GetStatistics();

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => inner.AttemptAcquire(permitCount);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            inner.AcquireAsync(permitCount, cancellationToken);

        protected override ValueTask DisposeAsyncCore()
        {
            dropped.TrySetResult();
            return base.DisposeAsyncCore();
        }
    }
}
