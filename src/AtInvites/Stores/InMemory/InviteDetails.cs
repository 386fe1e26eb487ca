using AtInvites.Syntax;

namespace AtInvites.Stores.InMemory;

/// <summary>What only lists and the outbox read of an invite; guarded as its <see cref="InviteRow"/> is.</summary>
internal struct InviteDetails
{
    public string KeyId;
    public Did CreatedBy;
    public string? Note;
    public long CreatedAt;
    public long RevokedAt;
}
