namespace AtInvites.Stores;

/// <summary>Some handshakes of a list, in order.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="HasMore">Whether more follow the last of these.</param>
/// <param name="Total">How many the whole list has, by the same filters, on whatever page.</param>
public readonly record struct HandshakePage(IReadOnlyList<Handshake> Items, bool HasMore, long Total);
