namespace AtInvites.Stores.Sql;

/// <summary>Redemptions in order of arrival, served by one writer at a time: whoever joined while nobody served.</summary>
internal sealed class RedemptionLine
{
    private readonly Lock _gate = new();
    private readonly Queue<RedemptionRequest> _waiting = new();
    private readonly Queue<RedemptionRequest> _unseen = new();
    private long _last;
    private bool _isServed, _isClosed;

    public bool IsServed => Volatile.Read(ref _isServed);

    /// <summary>The place of who came last.</summary>
    public long Last => Volatile.Read(ref _last);

    /// <summary>Who waits, with those who gave up meanwhile.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    public bool HasUnseen
    {
        get
        {
            lock (_gate) return _unseen.Count > 0;
        }
    }

    /// <summary>Whether the caller is to serve the line now.</summary>
    public bool Join(RedemptionRequest request)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            request.Number = ++_last;
            _waiting.Enqueue(request);
            if (!_isServed) return _isServed = true;
            _unseen.Enqueue(request);
            return false;
        }
    }

    /// <summary>Moves who waits to a batch until it has <paramref name="most"/>; answers whether anybody came.</summary>
    public bool Take(List<RedemptionRequest> batch, int most)
    {
        var before = batch.Count;
        lock (_gate)
        {
            while (batch.Count < most && _waiting.TryDequeue(out var request))
            {
                if (request.TryClaim()) batch.Add(request);
            }
        }

        return batch.Count > before;
    }

    /// <summary>The next who came while the line was served and may be refused without the writer.</summary>
    public RedemptionRequest? TakeUnseen()
    {
        lock (_gate)
        {
            while (_unseen.TryDequeue(out var request))
            {
                if (request.IsWaiting) return request;
            }

            return null;
        }
    }

    /// <summary>Leaves who is unseen to the writer.</summary>
    public void ForgetUnseen()
    {
        lock (_gate) _unseen.Clear();
    }

    /// <summary>Ends the serving unless somebody waits.</summary>
    public bool TryLeave()
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var request) && !request.IsWaiting) _waiting.Dequeue();
            return !(_isServed = _waiting.Count > 0);
        }
    }

    /// <summary>How long the first in line has waited; zero when nobody waits.</summary>
    public TimeSpan Age
    {
        get
        {
            lock (_gate) return _waiting.TryPeek(out var request) ? request.Age : TimeSpan.Zero;
        }
    }

    /// <summary>Tells a fault to those from the front of the line to whom <paramref name="applies"/>.</summary>
    public void Refuse(Func<RedemptionRequest, bool> applies, Exception fault)
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var request) && (!request.IsWaiting || applies(request)))
            {
                _waiting.Dequeue();
                if (request.TryClaim()) request.TrySetException(fault);
            }
        }
    }

    /// <summary>Refuses who waits and whoever comes. A batch that was taken ends as it would.</summary>
    public void Close()
    {
        lock (_gate) _isClosed = true;
        Refuse(_ => true, new ObjectDisposedException(nameof(StoreSet)));
    }
}
