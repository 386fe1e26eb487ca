using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>An invite and the way to its uses. What a redemption reads stands in this one object, next to its lock, because at a
/// million invites most of a redemption is cache misses.</summary>
internal sealed class InviteSlot
{
    private const long Never = long.MaxValue;
    private const int ChainedUpTo = 2;
    private const int FirstBuckets = 8;

    private readonly Invite _invite;
    private readonly long _expiresAt;
    private readonly long _maxUses;
    private long _uses;
    private long _lastUsedAt;
    private long _revokedAt = Never;
    private int[]? _buckets;
    private int _first = Use.None;
    private bool _swept;

    public InviteSlot(Invite invite)
    {
        _invite = invite with
        {
            CreatedAt = Milliseconds.Of(invite.CreatedAt),
            ExpiresAt = invite.ExpiresAt is { } expiry ? Milliseconds.Of(expiry) : null,
        };
        _expiresAt = invite.ExpiresAt?.ToUnixTimeMilliseconds() ?? Never;
        _maxUses = invite.MaxUses ?? Never;
        Token = invite.Token;
        Space = invite.Space;
        Perms = invite.Perms;
    }

    public TokenHash Token { get; }

    public AtUri Space { get; }

    public Perms Perms { get; }

    public Did CreatedBy => _invite.CreatedBy;

    public InvitePosition Position => _invite.Position;

    /// <summary>Whether only the ledger is left of it; written under the gate.</summary>
    public bool IsSwept => _swept;

    /// <summary>Written under the gate.</summary>
    public bool IsRevoked => _revokedAt != Never;

    public RedeemOutcome Redeem(Did account, long now, Ledger ledger)
    {
        var hash = account.GetHashCode();
        lock (this)
        {
            var earlier = Find(account, hash, ledger);
            if (earlier != Use.None)
                return ledger[earlier].IsRemoved ? new(RedeemStatus.Removed) : new(RedeemStatus.AlreadyAdmitted, Space, Perms);
            if (_swept) return new(RedeemStatus.Unknown);
            var status = Refusals.Judge(_revokedAt != Never, _expiresAt, _maxUses, _uses, now);
            if (status != RedeemStatus.Admitted) return new(status);

            Insert(ledger.Append(this, account, hash, now), ledger);
            _uses++;
            _lastUsedAt = now;
            return new(RedeemStatus.Admitted, Space, Perms);
        }
    }

    /// <summary>Revokes unless it is revoked; false when it was.</summary>
    public bool Revoke(long now)
    {
        lock (this)
        {
            if (_revokedAt != Never) return false;
            _revokedAt = now;
            return true;
        }
    }

    public void Remove(ref Use use)
    {
        lock (this) use.IsRemoved = true;
    }

    /// <summary>Ends the invite for good if it ended before <paramref name="before"/>; its ledger stays.</summary>
    public bool TrySweep(long before)
    {
        lock (this)
        {
            var ended = _revokedAt < before || _expiresAt < before || (_uses >= _maxUses && _lastUsedAt < before);
            _swept |= ended;
            return ended;
        }
    }

    /// <summary>Whether nothing would be forgotten with it.</summary>
    public bool HasNoUses
    {
        get
        {
            lock (this) return _uses == 0;
        }
    }

    /// <summary>The invite as it stands; null when it was swept.</summary>
    public Invite? Snapshot()
    {
        lock (this)
        {
            if (_swept) return null;
            DateTimeOffset? revokedAt = _revokedAt == Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(_revokedAt);
            return _invite with { Uses = _uses, RevokedAt = revokedAt };
        }
    }

    /// <summary>Number of the account's use, or <see cref="Use.None"/>.</summary>
    public int FindUse(Did account, Ledger ledger)
    {
        lock (this) return Find(account, account.GetHashCode(), ledger);
    }

    private int Find(Did account, int hash, Ledger ledger)
    {
        var number = _buckets is null ? _first : _buckets[hash & (_buckets.Length - 1)];
        while (number != Use.None)
        {
            ref var use = ref ledger[number];
            if (use.AccountHash == hash && use.Account == account) return number;
            number = use.Next;
        }

        return Use.None;
    }

    private void Insert(int number, Ledger ledger)
    {
        if (_buckets is null && _uses < ChainedUpTo)
        {
            ledger[number].Next = _first;
            _first = number;
            return;
        }

        // At most half full, so that most chains have no second row to look at.
        if (_buckets is null || 2 * (_uses + 1) > _buckets.Length) Rehash(ledger);
        Link(number, _buckets!, ledger);
    }

    private void Rehash(Ledger ledger)
    {
        var buckets = new int[_buckets is null ? FirstBuckets : _buckets.Length * 4];
        buckets.AsSpan().Fill(Use.None);
        ReadOnlySpan<int> chains = _buckets ?? [_first];
        foreach (var chain in chains)
        {
            for (var number = chain; number != Use.None;)
            {
                var next = ledger[number].Next;
                Link(number, buckets, ledger);
                number = next;
            }
        }

        _first = Use.None;
        _buckets = buckets;
    }

    private static void Link(int number, int[] buckets, Ledger ledger)
    {
        ref var use = ref ledger[number];
        ref var bucket = ref buckets[use.AccountHash & (buckets.Length - 1)];
        use.Next = bucket;
        bucket = number;
    }
}
