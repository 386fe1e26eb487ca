namespace AtInvites.Authentication;

/// <summary>A token bucket over all DIDs: it holds a minute's worth and fills evenly.</summary>
internal sealed class RefreshBudget(int perMinute, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private double _left = perMinute;
    private long _filled = clock.GetTimestamp();

    /// <summary>Takes one refresh, or says that there is none left just now.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            _left = Math.Min(perMinute, _left + clock.GetElapsedTime(_filled, now).TotalMinutes * perMinute);
            _filled = now;
            if (_left < 1) return false;
            _left--;
            return true;
        }
    }
}
