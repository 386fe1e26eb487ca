namespace AtInvites.Syntax;

/// <summary>The hostname rules that handles and the authorities of NSIDs (which reverse the labels) have in common.</summary>
internal static class DomainName
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>The broken rule, or null. <paramref name="topLevelFirst"/> is the NSID's order.</summary>
    public static string? Fault(ReadOnlySpan<char> text, bool topLevelFirst)
    {
        if (text.Length > MaxLength) return "a domain has at most 253 characters";
        var dots = text.Count('.');
        if (dots == 0) return "a domain has at least two labels";
        var top = topLevelFirst ? 0 : text.LastIndexOf('.') + 1;
        if (top == text.Length || char.IsAsciiDigit(text[top])) return "the top-level label starts with a letter";
        foreach (var range in text.Split('.'))
        {
            if (LabelFault(text[range]) is { } fault) return fault;
        }

        return null;
    }

    private static string? LabelFault(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || label.Length > MaxLabelLength) return "a label has 1 to 63 characters";
        if (label.ContainsAnyExcept(AsciiSet.DomainLabel)) return "a label has letters, digits and hyphens only";
        return label[0] == '-' || label[^1] == '-' ? "a label neither starts nor ends with a hyphen" : null;
    }
}
