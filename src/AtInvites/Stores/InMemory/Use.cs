using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>A ledger row, and the only allocation of a redemption. It is a link of two chains at once: the uses of its invite and
/// the log of all admissions.</summary>
internal sealed class Use(InviteSlot invite, Did account, int accountHash, long at)
{
    public InviteSlot Invite { get; } = invite;

    public Did Account { get; } = account;

    /// <summary>Hash code of <see cref="Account"/>: kept,
    /// because comparing it spares a look at the text elsewhere in memory.</summary>
    public int AccountHash { get; } = accountHash;

    public long At { get; } = at;

    /// <summary>Next use of the same invite in the same bucket; guarded by the invite's lock.</summary>
    public Use? NextInBucket { get; set; }

    /// <summary>Set when the membership was removed; guarded by the invite's lock.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>Set when the host was told; guarded by the database's gate.</summary>
    public bool IsTold { get; set; }

    /// <summary>The admission after this one. Written once, by the thread that appended the next.</summary>
    public Use? NextInLog
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }

    public Member ToGrant() => new()
    {
        Account = Account,
        Perms = Invite.Perms,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(At),
        AddedBy = Invite.CreatedBy,
    };

    public Admission ToAdmission() => new()
    {
        Token = Invite.Token,
        Account = Account,
        Space = Invite.Space,
        Perms = Invite.Perms,
        InvitedBy = Invite.CreatedBy,
        At = DateTimeOffset.FromUnixTimeMilliseconds(At),
    };
}
