namespace AtInvites.Stores;

/// <summary>Some account codes of a list, in order.</summary>
/// <param name="Items">At most as many as were asked for, with their uses as they are now.</param>
/// <param name="Next">Where the next page begins; null when nothing follows.</param>
public readonly record struct CodePage(IReadOnlyList<AccountCode> Items, CodePosition? Next);
