namespace AtInvites.Tests.Architecture;

/// <summary>Reads declarations out of code whose comments and literals are blanked. It knows as much of C# as this repository
/// writes.</summary>
internal static class CodeReader
{
    private static readonly string[] Kinds = ["class", "struct", "interface", "enum", "record", "delegate"];

    public static IReadOnlyList<CodeType> Types(SourceFile file) =>
        [.. Segments(file.Code, 0, file.Code.Length).Select(segment => Type(file.Code, segment)).OfType<CodeType>()];

    private static CodeType? Type(string code, CodeSegment segment)
    {
        var words = Words(segment.Header[..HeadEnd(segment.Header)]);
        var at = Array.FindLastIndex(words, Kinds.Contains);
        if (at < 0 || at == words.Length - 1) return null;
        var open = words[at] == "delegate" ? LastList(segment.Header) : FirstList(segment.Header);
        var name = words[at] == "delegate" ? Words(WithoutGenerics(segment.Header[..open]))[^1] : words[at + 1];
        var type = new CodeType(name, words[at], segment.Start, CountParameters(segment.Header, open))
        {
            IsPublic = words.Contains("public"),
        };
        if (!segment.HasBody || words[at] == "enum") return type;
        var members = Segments(code, segment.BodyStart + 1, segment.End - 1).ToList();
        return type with
        {
            Nested = [.. members.Select(member => Type(code, member)).OfType<CodeType>()],
            Methods = [.. members.Select(member => Method(code, member)).OfType<CodeMethod>()],
        };
    }

    private static CodeMethod? Method(string code, CodeSegment segment)
    {
        var header = Signature(segment.Header).TrimEnd();
        if (!header.EndsWith(')') || Type(code, segment with { BodyStart = -1 }) is not null) return null;
        var open = Opening(header, header.Length - 1);
        var name = Words(WithoutGenerics(header[..open])).LastOrDefault("?");
        var lines = code.AsSpan(segment.Start, segment.End - segment.Start).Count('\n') + 1;
        return new(name, segment.Start, lines, CountParameters(header, open));
    }

    /// <summary>Cuts what follows a parameter list: a body, a constructor's initializer, constraints.</summary>
    private static string Signature(string header)
    {
        var end = header.Length;
        var isOperator = header.Contains(" operator ", StringComparison.Ordinal);
        for (int i = 0, depth = 0; i < header.Length; i++)
        {
            depth += header[i] is '(' or '[' or '{' ? 1 : header[i] is ')' or ']' or '}' ? -1 : 0;
            if (depth > 0 || (isOperator && !header[..i].Contains('(', StringComparison.Ordinal))) continue;
            if (header[i] is '=' or ':' || string.CompareOrdinal(header, i, " where ", 0, 7) == 0)
            {
                end = i;
                break;
            }
        }
        return header[..end];
    }

    private static IEnumerable<CodeSegment> Segments(string code, int start, int end)
    {
        for (var at = SkipBlank(code, start, end); at < end; at = SkipBlank(code, at, end))
        {
            while (at < end && code[at] == '[') at = SkipBlank(code, Closing(code, at) + 1, end);
            if (at < end && code[at] == '#')
            {
                at = LineEnd(code, at);
                continue;
            }
            var segment = Segment(code, at, end);
            yield return segment;
            at = segment.End;
        }
    }

    private static CodeSegment Segment(string code, int start, int end)
    {
        var (body, headerEnd) = (-1, -1);
        for (var at = start; at < end; at++)
        {
            if (code[at] is '(' or '[') at = Closing(code, at);
            else if (code[at] == ';') return new(code[start..(headerEnd < 0 ? at : headerEnd)], start, body, at + 1);
            else if (code[at] == '{')
            {
                var header = code[start..at];
                var isExpression = HasAssignment(header, Signature(header).TrimEnd().Length);
                if (!isExpression && body < 0) (body, headerEnd) = (at, at);
                at = Closing(code, at);
                var next = SkipBlank(code, at + 1, end);
                if (!isExpression && !(next < end && code[next] == '=')) return new(code[start..headerEnd], start, body, at + 1);
            }
        }
        return new(code[start..end], start, body, end);
    }

    private static bool HasAssignment(string header, int from) =>
        header.AsSpan(from).TrimStart() is ['=', ..] && !header.Contains(" operator ", StringComparison.Ordinal)
        || header.AsSpan(from).Contains("=>", StringComparison.Ordinal);

    private static int CountParameters(string header, int open)
    {
        if (open < 0) return 0;
        var close = Closing(header, open);
        if (string.IsNullOrWhiteSpace(header[(open + 1)..close])) return 0;
        var count = 1;
        for (int i = open + 1, depth = 0; i < close; i++)
        {
            depth += header[i] is '(' or '[' or '<' ? 1 : header[i] is ')' or ']' or '>' ? -1 : 0;
            if (header[i] == ',' && depth == 0) count++;
        }
        return count;
    }

    private static int HeadEnd(string header)
    {
        var end = header.AsSpan().IndexOfAny("(<:=");
        return end < 0 ? header.Length : end;
    }

    private static int FirstList(string header)
    {
        var open = header.IndexOf('(', StringComparison.Ordinal);
        var colon = header.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon < open ? -1 : open;
    }

    private static int LastList(string header) => Opening(header, Signature(header).TrimEnd().Length - 1);

    private static string WithoutGenerics(string text)
    {
        text = text.TrimEnd();
        if (!text.EndsWith('>') || text.EndsWith(" >", StringComparison.Ordinal)) return text;
        for (int i = text.Length - 1, depth = 0; i >= 0; i--)
        {
            depth += text[i] == '>' ? 1 : text[i] == '<' ? -1 : 0;
            if (depth == 0) return text[..i];
        }
        return text;
    }

    private static string[] Words(string text) => text.Split(
        [' ', '\n', '\t', '\r', '.', '?', '<', '>', ',', '(', ')', '[', ']'], StringSplitOptions.RemoveEmptyEntries);

    private static int SkipBlank(string code, int at, int end)
    {
        while (at < end && char.IsWhiteSpace(code[at])) at++;
        return at;
    }

    private static int LineEnd(string code, int at) => code.IndexOf('\n', at) is var end && end < 0 ? code.Length : end;

    private static int Closing(string code, int open)
    {
        for (int i = open, depth = 0; i < code.Length; i++)
        {
            depth += code[i] is '(' or '[' or '{' ? 1 : code[i] is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0) return i;
        }
        return code.Length - 1;
    }

    private static int Opening(string code, int close)
    {
        for (int i = close, depth = 0; i >= 0; i--)
        {
            depth += code[i] is ')' or ']' or '}' ? 1 : code[i] is '(' or '[' or '{' ? -1 : 0;
            if (depth == 0) return i;
        }
        return 0;
    }
}
