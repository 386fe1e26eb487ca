namespace AtInvites.Tests.Architecture;

/// <summary>A fenced block of a Markdown text: the word after its fence, the line of its fence, its lines.</summary>
internal sealed record DocumentBlock(string Language, int Line, IReadOnlyList<string> Lines)
{
    public static IReadOnlyList<DocumentBlock> Read(string markdown)
    {
        var blocks = new List<DocumentBlock>();
        List<string>? open = null;
        var (language, start, fence) = ("", 0, "");
        foreach (var (index, line) in markdown.Split('\n').Index())
        {
            var text = line.Trim();
            if (open is null && text.StartsWith("```", StringComparison.Ordinal))
            {
                fence = new('`', text.TakeWhile(letter => letter == '`').Count());
                (language, start, open) = (text.TrimStart('`').Trim(), index + 1, []);
            }
            else if (open is not null && text == fence)
            {
                blocks.Add(new(language, start, open));
                open = null;
            }
            else
            {
                open?.Add(line.TrimEnd('\r'));
            }
        }
        if (open is not null) blocks.Add(new("unclosed", start, open));
        return blocks;
    }
}
