namespace AtInvites.Records;

/// <summary>How far one source has come, as its stream and the loop that stores it say.</summary>
internal sealed class StreamProgress
{
    /// <summary>A connected stream that says nothing for so long has nothing more to say: what a server held back it sends
    /// without pauses.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly DateTimeOffset _since;
    private DateTimeOffset? _reached;
    private DateTimeOffset _heard;
    private bool _isConnected;
    private bool _isStoring;

    /// <param name="now">Since when it is followed: its lag is not longer than that until it tells a time.</param>
    public StreamProgress(DateTimeOffset now) => (_since, _heard) = (now, now);

    public bool IsConnected
    {
        get
        {
            lock (_gate) return _isConnected;
        }
    }

    /// <summary>How long ago what was stored last was seen by the stream, whether anything came since or not; null when it told
    /// no time yet.</summary>
    public TimeSpan? AgeAt(DateTimeOffset now)
    {
        lock (_gate) return _reached is { } reached ? Between(reached, now) : null;
    }

    /// <summary>What is missing at most: zero for a stream that is connected, quiet and stored.</summary>
    public TimeSpan LagAt(DateTimeOffset now)
    {
        lock (_gate)
        {
            var isUpToDate = _isConnected && !_isStoring && now - _heard >= Quiet;
            return isUpToDate ? TimeSpan.Zero : Between(_reached ?? _since, now);
        }
    }

    public void Connected(DateTimeOffset now)
    {
        lock (_gate) (_isConnected, _isStoring, _heard) = (true, false, now);
    }

    public void Disconnected()
    {
        lock (_gate) _isConnected = false;
    }

    public void Heard(DateTimeOffset now)
    {
        lock (_gate) _heard = now;
    }

    /// <summary>Something waits to be stored.</summary>
    public void Storing()
    {
        lock (_gate) _isStoring = true;
    }

    public void Stored(DateTimeOffset now)
    {
        lock (_gate) (_isStoring, _heard) = (false, now);
    }

    public void Reached(DateTimeOffset time)
    {
        lock (_gate) _reached = time;
    }

    private static TimeSpan Between(DateTimeOffset from, DateTimeOffset to) => from < to ? to - from : TimeSpan.Zero;
}
