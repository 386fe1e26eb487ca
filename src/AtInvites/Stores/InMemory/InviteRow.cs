using AtInvites.Syntax;
using AtInvites.Tokens;

namespace AtInvites.Stores.InMemory;

/// <summary>What a redemption reads and writes of an invite, with its lock, in one place of memory, because at a million invites
/// most of a redemption is cache misses. The rest is in <see cref="InviteDetails"/>. All of it is guarded by the row's lock;
/// everything but the uses is written under the database's gate too, and may be read under either.</summary>
internal struct InviteRow
{
    private const long Never = long.MaxValue;

    private TokenHash _token;
    private AtUri _space;
    private AccountUses _uses;
    private long _expiresAt;
    private long _maxUses;
    private int _lastUse;
    private RowLock _lock;
    private Perms _perms;
    private bool _revoked;
    private bool _swept;

    public readonly TokenHash Token => _token;

    public readonly AtUri Space => _space;

    public readonly Perms Perms => _perms;

    public readonly bool IsRevoked => _revoked;

    /// <summary>Whether nothing is left of the invite but its ledger.</summary>
    public readonly bool IsSwept => _swept;

    /// <summary>Makes an unused row this invite's.</summary>
    public void Fill(Invite invite, ref InviteDetails details)
    {
        _lock.Enter();
        _token = invite.Token;
        _space = invite.Space;
        _perms = invite.Perms;
        _expiresAt = invite.ExpiresAt?.ToUnixTimeMilliseconds() ?? Never;
        _maxUses = invite.MaxUses ?? Never;
        _revoked = _swept = false;
        details = new()
        {
            KeyId = invite.KeyId,
            CreatedBy = invite.CreatedBy,
            CreatedAt = invite.CreatedAt.ToUnixTimeMilliseconds(),
            Note = invite.Note,
        };
        _lock.Exit();
    }

    /// <summary>The invite as it stands; null when it was swept, or the row has become another's.</summary>
    public Invite? Snapshot(in TokenHash token, ref InviteDetails details)
    {
        _lock.Enter();
        var (row, rest) = (this, details);
        _lock.Exit();
        if (row._swept || row._token != token) return null;
        return new()
        {
            Token = row._token,
            KeyId = rest.KeyId,
            Space = row._space,
            Perms = row._perms,
            CreatedBy = rest.CreatedBy,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(rest.CreatedAt),
            ExpiresAt = row._expiresAt == Never ? null : DateTimeOffset.FromUnixTimeMilliseconds(row._expiresAt),
            MaxUses = row._maxUses == Never ? null : row._maxUses,
            Note = rest.Note,
            RevokedAt = row._revoked ? DateTimeOffset.FromUnixTimeMilliseconds(rest.RevokedAt) : null,
            Uses = row._uses.Count,
        };
    }

    /// <summary>Redeems, unless the row has become another invite's since <paramref name="token"/> was found.</summary>
    public RedeemOutcome Redeem(in TokenHash token, int invite, Did account, long now, Ledger ledger)
    {
        _uses.Fetch();
        var hash = (uint)account.GetHashCode();
        _lock.Enter();
        try
        {
            if (_token != token) return new(RedeemStatus.Unknown);
            var earlier = _uses.Find(account, hash, ledger);
            if (earlier != Use.None)
                return ledger[earlier].IsRemoved ? new(RedeemStatus.Removed) : new(RedeemStatus.AlreadyAdmitted, _space, _perms);
            if (_swept) return new(RedeemStatus.Unknown);
            var status = Refusals.Judge(_revoked, _expiresAt, _maxUses, _uses.Count, now);
            if (status != RedeemStatus.Admitted) return new(status);

            _lastUse = ledger.Append(invite, account, now);
            _uses.Add(hash, _lastUse);
            return new(RedeemStatus.Admitted, _space, _perms);
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>False when it was revoked before.</summary>
    public bool TryRevoke(long now, ref InviteDetails details)
    {
        _lock.Enter();
        var first = !_revoked;
        _revoked = true;
        if (first) details.RevokedAt = now;
        _lock.Exit();
        return first;
    }

    /// <summary>Ends the invite for good if it was revoked, expired or used up before <paramref name="before"/>; its ledger
    /// stays.</summary>
    public bool TrySweep(long before, in InviteDetails details, Ledger ledger)
    {
        _lock.Enter();
        var ended = (_revoked && details.RevokedAt < before) || _expiresAt < before
            || (_uses.Count >= _maxUses && ledger[_lastUse].At < before);
        _swept |= ended;
        _lock.Exit();
        return ended;
    }

    /// <summary>Whether nothing would be forgotten with it. Once it is swept, that stays so.</summary>
    public bool HasNoUses()
    {
        _lock.Enter();
        var none = _uses.Count == 0;
        _lock.Exit();
        return none;
    }

    /// <summary>Number of the account's use, or <see cref="Use.None"/>, as <see cref="Redeem"/>.</summary>
    public int FindUse(in TokenHash token, Did account, Ledger ledger)
    {
        _lock.Enter();
        var number = _token == token ? _uses.Find(account, (uint)account.GetHashCode(), ledger) : Use.None;
        _lock.Exit();
        return number;
    }

    public void Remove(ref Use use)
    {
        _lock.Enter();
        use.IsRemoved = true;
        _lock.Exit();
    }
}
