namespace AtInvites.Stores.InMemory;

/// <summary>A lock of four bytes, which stands in the row that it guards. It is held for some tens of nanoseconds; who waits
/// longer gives the processor away. It cannot be taken twice by one thread.</summary>
internal struct RowLock
{
    private int _held;

    public void Enter()
    {
        if (Interlocked.CompareExchange(ref _held, 1, 0) != 0) Wait();
    }

    public void Exit() => Volatile.Write(ref _held, 0);

    private void Wait()
    {
        var spin = default(SpinWait);
        do
        {
            // A sleep takes a millisecond, in which the lock changes hands ten thousand times.
            spin.SpinOnce(sleep1Threshold: -1);
        }
        while (Volatile.Read(ref _held) != 0 || Interlocked.CompareExchange(ref _held, 1, 0) != 0);
    }
}
