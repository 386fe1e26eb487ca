using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>An invite with its ledger. What a redemption reads stands in this one object, next to its lock, because at a million
/// invites most of a redemption is cache misses.</summary>
internal sealed class InviteSlot(Invite invite)
{
    private const int ChainedUpTo = 8;

    private readonly long? _expiresAt = invite.ExpiresAt?.ToUnixTimeMilliseconds();
    private readonly long? _maxUses = invite.MaxUses;
    private readonly Invite _invite = invite with
    {
        CreatedAt = Milliseconds.Of(invite.CreatedAt),
        ExpiresAt = invite.ExpiresAt is { } expiry ? Milliseconds.Of(expiry) : null,
    };
    private Use? _first;
    private Use?[]? _buckets;
    private long _uses;
    private long _lastUsedAt;
    private long? _revokedAt;
    private bool _swept;

    public TokenHash Token { get; } = invite.Token;

    public AtUri Space { get; } = invite.Space;

    public Perms Perms { get; } = invite.Perms;

    public Did CreatedBy => _invite.CreatedBy;

    public InvitePosition Position => _invite.Position;

    /// <summary>Whether only the ledger is left of it; written under the gate.</summary>
    public bool IsSwept => _swept;

    /// <summary>Written under the gate.</summary>
    public bool IsRevoked => _revokedAt is not null;

    public RedeemOutcome Redeem(Did account, long now, AdmissionLog log)
    {
        var hash = account.GetHashCode();
        lock (this)
        {
            if (Find(account, hash) is { } earlier)
                return earlier.IsRemoved ? new(RedeemStatus.Removed) : new(RedeemStatus.AlreadyAdmitted, Space, Perms);
            if (_swept) return new(RedeemStatus.Unknown);
            var status = Refusals.Judge(_revokedAt is not null, _expiresAt, _maxUses, _uses, now);
            if (status != RedeemStatus.Admitted) return new(status);

            var use = new Use(this, account, hash, now);
            Insert(use);
            _uses++;
            _lastUsedAt = now;
            log.Append(use);
            return new(RedeemStatus.Admitted, Space, Perms);
        }
    }

    /// <summary>Revokes unless it is revoked; false when it was.</summary>
    public bool Revoke(long now)
    {
        lock (this)
        {
            if (_revokedAt is not null) return false;
            _revokedAt = now;
            return true;
        }
    }

    public void Remove(Use use)
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
            DateTimeOffset? revokedAt = _revokedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
            return _invite with { Uses = _uses, RevokedAt = revokedAt };
        }
    }

    public Use? FindUse(Did account)
    {
        lock (this) return Find(account, account.GetHashCode());
    }

    private Use? Find(Did account, int hash)
    {
        var use = _buckets is null ? _first : _buckets[hash & (_buckets.Length - 1)];
        while (use is not null && (use.AccountHash != hash || use.Account != account)) use = use.NextInBucket;
        return use;
    }

    private void Insert(Use use)
    {
        if (_buckets is null)
        {
            use.NextInBucket = _first;
            _first = use;
            if (_uses + 1 > ChainedUpTo) Rehash(4 * ChainedUpTo);
            return;
        }

        if (_uses + 1 > _buckets.Length) Rehash(_buckets.Length * 4);
        Link(use, _buckets!);
    }

    private void Rehash(int size)
    {
        var buckets = new Use?[size];
        ReadOnlySpan<Use?> chains = _buckets ?? [_first];
        foreach (var chain in chains)
        {
            for (var use = chain; use is not null;)
            {
                var next = use.NextInBucket;
                Link(use, buckets);
                use = next;
            }
        }

        _first = null;
        _buckets = buckets;
    }

    private static void Link(Use use, Use?[] buckets)
    {
        ref var bucket = ref buckets[use.AccountHash & (buckets.Length - 1)];
        use.NextInBucket = bucket;
        bucket = use;
    }
}
