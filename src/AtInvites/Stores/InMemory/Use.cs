using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>A ledger row. It refers to its neighbours by number, so that the collector has nothing to trace when an old invite
/// gets a new use.</summary>
internal struct Use
{
    /// <summary>Marks the end of a chain.</summary>
    public const int None = -1;

    public InviteSlot Invite;
    public Did Account;
    public long At;

    /// <summary>Hash code of <see cref="Account"/>: comparing it first spares a look at the text elsewhere in memory.</summary>
    public int AccountHash;

    /// <summary>Next use of the same invite in the same bucket; guarded by the invite's lock.</summary>
    public int Next;

    /// <summary>Set when the membership was removed; guarded by the invite's lock.</summary>
    public bool IsRemoved;

    /// <summary>Set when the host was told; guarded by the database's gate.</summary>
    public bool IsTold;

    /// <summary>Set last, when the rest may be read.</summary>
    public bool IsWritten;

    public readonly Member ToGrant() => new()
    {
        Account = Account,
        Perms = Invite.Perms,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(At),
        AddedBy = Invite.CreatedBy,
    };

    public readonly Admission ToAdmission() => new()
    {
        Token = Invite.Token,
        Account = Account,
        Space = Invite.Space,
        Perms = Invite.Perms,
        InvitedBy = Invite.CreatedBy,
        At = DateTimeOffset.FromUnixTimeMilliseconds(At),
    };
}
