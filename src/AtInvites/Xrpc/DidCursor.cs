using AtInvites.Syntax;

namespace AtInvites.Xrpc;

/// <summary>A place in a list that is ordered by DID: the last one of the page before.</summary>
internal static class DidCursor
{
    /// <summary>True with null for an absent or empty cursor; false for text that is no DID.</summary>
    public static bool TryParse(string? text, out Did? last)
    {
        last = Did.TryParse(text, out var did) ? did : null;
        return last is not null || string.IsNullOrEmpty(text);
    }
}
