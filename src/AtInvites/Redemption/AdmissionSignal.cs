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
    internal async ValueTask WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _raised.WaitAsync(either.Token).ConfigureAwait(false);
            Volatile.Write(ref _isRaised, 0);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is up, which is an answer too.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _raised.Dispose();
}
