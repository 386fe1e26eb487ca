using AtInvites.Tokens;

namespace AtInvites.Stores;

/// <summary>A place in a list of invites, newest first; ties are broken by the hash, so that no two invites share one.</summary>
public readonly record struct InvitePosition(DateTimeOffset CreatedAt, TokenHash Token) : IComparable<InvitePosition>
{
    /// <summary>Negative when this one is listed before <paramref name="other"/>.</summary>
    public int CompareTo(InvitePosition other)
    {
        var order = other.CreatedAt.CompareTo(CreatedAt);
        return order != 0 ? order : other.Token.CompareTo(Token);
    }
}
