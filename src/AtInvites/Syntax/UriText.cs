namespace AtInvites.Syntax;

/// <summary>The lexicon format uri: a URI of any scheme by RFC 3986, at most 8 KiB.</summary>
public static class UriText
{
    private const int MaxLength = 8192;

    /// <summary>Whether <paramref name="text"/> has a scheme and a URI's characters in their places; allocates nothing.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxLength) return false;
        var colon = text.IndexOf(':');
        if (colon < 1 || !char.IsAsciiLetter(text[0]) || text[..colon].ContainsAnyExcept(AsciiSet.UriScheme)) return false;
        var rest = text[(colon + 1)..];
        return HasTail(ref rest, '#') && HasTail(ref rest, '?') && HasHierarchy(rest);
    }

    private static bool HasTail(ref ReadOnlySpan<char> rest, char opener)
    {
        var start = rest.IndexOf(opener);
        if (start < 0) return true;
        var tail = rest[(start + 1)..];
        rest = rest[..start];
        return PercentEncoding.Covers(tail, AsciiSet.UriQuery);
    }

    private static bool HasHierarchy(ReadOnlySpan<char> rest)
    {
        if (!rest.StartsWith("//")) return PercentEncoding.Covers(rest, AsciiSet.UriPath);
        var authority = rest[2..];
        var slash = authority.IndexOf('/');
        var path = slash < 0 ? default : authority[slash..];
        if (slash >= 0) authority = authority[..slash];
        return PercentEncoding.Covers(authority, AsciiSet.UriAuthority) && PercentEncoding.Covers(path, AsciiSet.UriPath);
    }
}
