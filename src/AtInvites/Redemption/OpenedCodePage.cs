using AtInvites.Stores;

namespace AtInvites.Redemption;

/// <summary>Some account codes of a list, in order; <paramref name="Next"/> is null when nothing follows.</summary>
public readonly record struct OpenedCodePage(IReadOnlyList<OpenedCode> Items, CodePosition? Next);
