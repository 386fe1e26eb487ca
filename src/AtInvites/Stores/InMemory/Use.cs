using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>A ledger row. It refers to its invite by number, so that the collector has nothing to trace.</summary>
internal struct Use
{
    /// <summary>Stands for no row.</summary>
    public const int None = -1;

    public Did Account;
    public long At;

    /// <summary>Number of the invite in <see cref="InviteTable"/>. An invite with uses keeps it for good.</summary>
    public int Invite;

    /// <summary>Set when the membership was removed; guarded by the invite's lock.</summary>
    public bool IsRemoved;

    /// <summary>Set when the host was told; guarded by the database's gate.</summary>
    public bool IsTold;

    /// <summary>Set last, when the rest may be read.</summary>
    public bool IsWritten;
}
