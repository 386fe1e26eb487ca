using AtInvites.Syntax;

namespace AtInvites.Stores;

/// <summary>A place in a list of handshakes, newest first; ties are broken by the URI, so that no two share one.</summary>
public readonly record struct HandshakePosition(DateTimeOffset ListedAt, AtUri Uri) : IComparable<HandshakePosition>
{
    /// <summary>Negative when this one is listed before <paramref name="other"/>.</summary>
    public int CompareTo(HandshakePosition other)
    {
        var order = other.ListedAt.CompareTo(ListedAt);
        return order != 0 ? order : string.CompareOrdinal(other.Uri.Value, Uri.Value);
    }
}
