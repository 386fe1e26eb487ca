namespace AtInvites.Authentication;

/// <summary>Counts the live tokens of each issuer, so that one of them cannot fill the replay cache for all. Not thread-safe: its
/// owner holds a lock.</summary>
internal sealed class IssuerShares(int share)
{
    private static readonly TimeSpan PruneEvery = TimeSpan.FromMinutes(1);

    private readonly Dictionary<UInt128, Queue<DateTimeOffset>> _live = [];
    private DateTimeOffset _pruned = DateTimeOffset.MinValue;

    /// <summary>Whether the issuer has fewer live tokens than its share. Tokens count in the order in which they came, so that
    /// one which lives long may keep others counted until it ends, and only against its own issuer.</summary>
    public bool HasRoom(UInt128 issuer, DateTimeOffset now)
    {
        if (now - _pruned >= PruneEvery) Prune(now);
        if (!_live.TryGetValue(issuer, out var ends)) return true;
        while (ends.TryPeek(out var end) && end <= now) ends.Dequeue();
        return ends.Count < share;
    }

    public void Take(UInt128 issuer, DateTimeOffset until)
    {
        if (!_live.TryGetValue(issuer, out var ends)) _live.Add(issuer, ends = new());
        ends.Enqueue(until);
    }

    /// <summary>Undoes one <see cref="Take"/> with the same end.</summary>
    public void GiveBack(UInt128 issuer, DateTimeOffset until)
    {
        if (!_live.TryGetValue(issuer, out var ends)) return;
        var isBack = false;
        for (var left = ends.Count; left > 0; left--)
        {
            var end = ends.Dequeue();
            if (isBack || end != until) ends.Enqueue(end);
            else isBack = true;
        }
    }

    private void Prune(DateTimeOffset now)
    {
        _pruned = now;
        foreach (var (issuer, ends) in _live)
        {
            while (ends.TryPeek(out var end) && end <= now) ends.Dequeue();
            if (ends.Count == 0) _live.Remove(issuer);
        }
    }
}
