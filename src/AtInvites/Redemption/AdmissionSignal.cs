namespace AtInvites.Redemption;

/// <summary>Wakes the delivery of admissions as soon as one is made in this process.</summary>
public sealed class AdmissionSignal : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);
    private int _isRaised;

    /// <summary>Never blocks; a signal that is up already stays up.</summary>
    internal void Raise()
    {
        if (Volatile.Read(ref _isRaised) == 0 && Interlocked.Exchange(ref _isRaised, 1) == 0) _raised.Release();
    }

    /// <summary>Waits until the signal is up, at most <paramref name="atMost"/>, and takes it down.</summary>
    internal async ValueTask WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (await _raised.WaitAsync(atMost, cancellationToken).ConfigureAwait(false)) Volatile.Write(ref _isRaised, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => _raised.Dispose();
}
