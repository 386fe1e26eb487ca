using AtInvites.Tokens;

namespace AtInvites.Stores.Sql;

/// <summary>Redemptions in order of arrival, served by one writer at a time: whoever joined while nobody served. Those of an
/// invite that holds a writer up stand aside, so that the others are served by the next one.</summary>
internal sealed class RedemptionLine
{
    private readonly Lock _gate = new();
    private readonly Queue<RedemptionRequest> _waiting = new();
    private readonly Queue<RedemptionRequest> _unseen = new();
    private readonly Dictionary<TokenHash, List<RedemptionRequest>> _aside = [];
    private long _last;
    private bool _isServed, _isClosed;

    public bool IsServed => Volatile.Read(ref _isServed);

    /// <summary>Whether an invite holds a writer up.</summary>
    public bool IsHeldUp
    {
        get
        {
            lock (_gate) return _aside.Count > 0;
        }
    }

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
            if (_isServed || _aside.Count > 0) _unseen.Enqueue(request);
            return !_isServed && (_isServed = true);
        }
    }

    /// <summary>Moves who waits to a batch until it has <paramref name="most"/>; answers whether anybody came.</summary>
    public bool Take(List<RedemptionRequest> batch, int most)
    {
        var before = batch.Count;
        lock (_gate)
        {
            while (batch.Count < most && _waiting.TryPeek(out var request) && MayShare(batch, request))
            {
                _waiting.Dequeue();
                if (_aside.TryGetValue(request.Token, out var aside)) aside.Add(request);
                else if (request.TryClaim()) batch.Add(request);
            }
        }

        return batch.Count > before;
    }

    /// <summary>Puts back whom a batch did not answer, ahead of who waits, each invite to be written by itself.</summary>
    public void Return(IEnumerable<RedemptionRequest> requests)
    {
        var parted = requests.GroupBy(request => request.Token).SelectMany(group => group).ToList();
        foreach (var request in parted) request.Part();
        lock (_gate) PutAhead(parted);
    }

    /// <summary>Lets whoever asks for an invite stand aside, unless <paramref name="most"/> invites are so already.</summary>
    public bool TrySetAside(TokenHash token, int most)
    {
        lock (_gate) return _aside.Count < most && _aside.TryAdd(token, []);
    }

    /// <summary>Puts who stood aside for an invite ahead of who waits; whether the caller is to serve the line now.</summary>
    public bool Rejoin(TokenHash token)
    {
        lock (_gate)
        {
            if (_aside.Remove(token, out var aside)) PutAhead(aside);
            return !_isServed && (_isServed = _waiting.Count > 0);
        }
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

    /// <summary>Tells a fault to those who stand aside, and from the front of the line, to whom
    /// <paramref name="applies"/>.</summary>
    public void Refuse(Func<RedemptionRequest, bool> applies, Exception fault)
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var request) && MayLeave(request)) _waiting.Dequeue();
            foreach (var aside in _aside.Values) aside.RemoveAll(MayLeave);
        }

        bool MayLeave(RedemptionRequest request)
        {
            if (!request.IsWaiting) return true;
            if (!applies(request)) return false;
            if (request.TryClaim()) request.TrySetException(fault);
            return true;
        }
    }

    /// <summary>Refuses who waits and whoever comes. A batch that was taken ends as it would.</summary>
    public void Close()
    {
        lock (_gate) _isClosed = true;
        Refuse(_ => true, new ObjectDisposedException(nameof(StoreSet)));
    }

    private static bool MayShare(List<RedemptionRequest> batch, RedemptionRequest request) =>
        batch.Count == 0 || (!batch[0].IsParted && !request.IsParted) || batch[0].Token == request.Token;

    private void PutAhead(List<RedemptionRequest> requests)
    {
        requests.AddRange(_waiting);
        _waiting.Clear();
        foreach (var request in requests) _waiting.Enqueue(request);
    }
}
