using AtInvites.Stores;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.defs#inviteView</c>. Times are Unix milliseconds.</summary>
internal sealed record InviteView(
    string TokenHash, string SpaceUri, string Perms, long? ExpiresAt, long? MaxUses, long UsedCount, string CreatedBy,
    long CreatedAt, long? RevokedAt, string? Note)
{
    public static InviteView Of(Invite invite) => new(
        invite.Token.ToHex(),
        invite.Space.Value,
        invite.Perms.ToWire(),
        invite.ExpiresAt?.ToUnixTimeMilliseconds(),
        invite.MaxUses,
        invite.Uses,
        invite.CreatedBy.Value,
        invite.CreatedAt.ToUnixTimeMilliseconds(),
        invite.RevokedAt?.ToUnixTimeMilliseconds(),
        invite.Note);
}
