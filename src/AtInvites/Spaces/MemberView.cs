using AtInvites.Stores;

namespace AtInvites.Spaces;

/// <summary><c>rsvp.atmo.space.defs#memberView</c>. <paramref name="AddedAt"/> is in Unix milliseconds.</summary>
internal sealed record MemberView(string Did, string Perms, long AddedAt, string AddedBy)
{
    public static MemberView Of(Member member) => new(
        member.Account.Value, member.Perms.ToWire(), member.AddedAt.ToUnixTimeMilliseconds(), member.AddedBy.Value);
}
