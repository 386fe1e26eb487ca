using AtInvites.Tests.Hosting;
using AtInvites.Xrpc;

namespace AtInvites.Tests.Xrpc;

public sealed class GuessWindowsTests : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private readonly ManualClock _clock = new();
    private readonly GuessWindows<int> _windows;

    public GuessWindowsTests() => _windows = new(2, Length, _clock);

    [Fact]
    public void Who_asks_and_never_guessed_takes_no_memory()
    {
        Assert.Null(_windows.Ask(1));
        Assert.Equal(0, _windows.Count);
    }

    [Fact]
    public void Each_has_a_budget_of_its_own_until_its_window_ends()
    {
        Assert.True(_windows.Charge(1).IsAcquired);
        Assert.True(_windows.Ask(1)!.IsAcquired);
        Assert.True(_windows.Charge(1).IsAcquired);
        Assert.False(_windows.Ask(1)!.IsAcquired);
        Assert.False(_windows.Charge(1).IsAcquired);
        Assert.True(_windows.Charge(2).IsAcquired);

        _clock.Advance(Length);

        Assert.True(_windows.Ask(1)!.IsAcquired);
    }

    [Fact]
    public void A_wrong_guess_drops_the_windows_that_have_ended_and_no_other()
    {
        _windows.Charge(1);
        _clock.Advance(Length - TimeSpan.FromSeconds(1));
        _windows.Charge(2);
        _windows.Charge(2);
        Assert.Equal(2, _windows.Count);

        _clock.Advance(TimeSpan.FromSeconds(61));
        _windows.Charge(3);

        Assert.Null(_windows.Ask(1));
        Assert.False(_windows.Ask(2)!.IsAcquired);
        Assert.Equal(2, _windows.Count);
    }

    public void Dispose() => _windows.Dispose();
}
