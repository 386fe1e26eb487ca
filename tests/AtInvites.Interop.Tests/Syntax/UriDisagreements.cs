namespace AtInvites.Interop.Tests.Syntax;

/// <summary>Where RFC 3986, which the lexicon specification follows for the format uri, decides against the reference.</summary>
internal static class UriDisagreements
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    public static readonly Disagreement[] All =
    [
        new("RFC 3986 section 3.1: scheme = ALPHA *( ALPHA / DIGIT / \"+\" / \"-\" / \".\" )", WeAccept: true,
            text => Scheme(text).AsSpan().ContainsAny("+-.")),
        new("RFC 3986 section 3: the path may be empty, and may start with a slash without an authority before it",
            WeAccept: true,
            text => IsPathAlone(text[(text.IndexOf(':') + 1)..])),
        new("RFC 3986 section 3.1: a scheme starts with a letter and has no underscore", WeAccept: false,
            text => !char.IsAsciiLetter(text[0]) || Scheme(text).Contains('_')),
        new("RFC 3986 section 2: A URI is composed from a limited set of characters", WeAccept: false,
            text => text.AsSpan().ContainsAnyExcept(Unreserved + ":/?#[]@!$&'()*+,;=%")),
        new("RFC 3986 section 2.1: pct-encoded = \"%\" HEXDIG HEXDIG", WeAccept: false,
            text => text.Split('%').Skip(1).Any(after => !after.Take(2).All(char.IsAsciiHexDigit) || after.Length < 2)),
        new("RFC 3986 section 3.5: fragment = *( pchar / \"/\" / \"?\" )", WeAccept: false,
            text => text.Count('#') > 1),
        new("RFC 3986 section 3.2.2: This is the only place where square bracket characters are allowed in the URI syntax.",
            WeAccept: false,
            text => BehindAuthority(text).AsSpan().ContainsAny("[]")),
        new("Lexicon, uri: Maximum length in Lexicons is 8 KBytes.", WeAccept: false, text => text.Length > 8192),
    ];

    private static string Scheme(string text) => text[..text.IndexOf(':')];

    private static bool IsPathAlone(string rest)
    {
        if (rest.StartsWith("//", StringComparison.Ordinal)) rest = rest[2..];
        return rest.Length == 0 || rest[0] == '/';
    }

    private static string BehindAuthority(string text)
    {
        var rest = text[(text.IndexOf(':') + 1)..];
        if (!rest.StartsWith("//", StringComparison.Ordinal)) return rest;
        var end = rest.AsSpan(2).IndexOfAny('/', '?', '#');
        return end < 0 ? "" : rest[(end + 2)..];
    }
}
