namespace AtInvites.Stores.InMemory;

/// <summary>Every admission in the order in which it was made: a chain that many threads append to without a lock and one reader
/// at a time walks. Membership and outbox are read from it, so that a redemption need not index anything.</summary>
internal sealed class AdmissionLog
{
    private Use _last;

    public AdmissionLog(Use first) => _last = first;

    public void Append(Use use) => Interlocked.Exchange(ref _last, use).NextInLog = use;

    /// <summary>The admission after <paramref name="use"/>; null at the end. Whatever was appended before this call is reached: a
    /// link that a preempted thread has yet to write is waited for.</summary>
    public Use? After(Use use)
    {
        if (use.NextInLog is { } next) return next;
        if (ReferenceEquals(Volatile.Read(ref _last), use)) return null;
        var spin = default(SpinWait);
        while ((next = use.NextInLog) is null) spin.SpinOnce();
        return next;
    }
}
