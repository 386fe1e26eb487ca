namespace AtInvites.Tests.Architecture;

/// <summary>What may not be written, found in code and comments, never in literals.</summary>
internal static class BanRules
{
    private static readonly string[] InShipped =
    [
        "Regex", "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
        "Guid.NewGuid", "new Random", "Random.Shared", "Thread.Sleep", "#region",
    ];

    private static readonly string[] InTests = ["Task.Delay", "Thread.Sleep", "SpinWait", "#region"];
    private const string Endless = "Task.Delay(Timeout.Infinite, ";
    private static readonly string[] Notes = ["TODO", "FIXME", "HACK", "XXX"];

    private static readonly string[] Openings =
        ["using ", "var ", "return ", "if (", "foreach (", "await ", "public ", "private "];

    public static IEnumerable<string> Shipped(SourceFile file) => Banned(file, InShipped).Concat(Remarks(file));

    /// <summary>A delay without an end waits for its cancellation, not for time, and is no sleep.</summary>
    public static IEnumerable<string> Tests(SourceFile file) =>
        Banned(new(file.Path, file.Text.Replace(Endless, "Never(", StringComparison.Ordinal)), InTests).Concat(Remarks(file));

    /// <summary>A catch takes named faults, or passes on what it took, or is one that <paramref name="outermost"/>
    /// lists.</summary>
    public static IEnumerable<string> CatchAll(SourceFile file, IReadOnlyDictionary<string, string> outermost)
    {
        if (outermost.ContainsKey(file.Path)) yield break;
        foreach (var at in Places(file.Code, "catch"))
        {
            var open = file.Code.IndexOf('{', at);
            var head = file.Code[at..open];
            var body = file.Code[open..(file.Code.IndexOf('}', open) + 1)];
            var isBroad = !head.Contains('(', StringComparison.Ordinal) || head.Contains("(Exception", StringComparison.Ordinal)
                || head.Contains("(System.Exception", StringComparison.Ordinal);
            var namesTypes = head.Contains(" when (", StringComparison.Ordinal) && Places(head, "is").Any();
            if (isBroad && !namesTypes && Places(body, "throw;").Count() != 1)
                yield return file.Fault(at, "catches every exception");
        }
    }

    private static IEnumerable<string> Banned(SourceFile file, string[] words) =>
        from word in words
        from at in Places(file.Code, word)
        select file.Fault(at, $"{word} is not used here");

    private static IEnumerable<string> Remarks(SourceFile file)
    {
        foreach (var comment in file.Comments)
        {
            foreach (var note in Notes.Where(note => Places(comment.Text, note).Any()))
                yield return file.Fault(comment.Offset, $"{note} in a comment");
            var text = comment.Text.TrimStart('/', '*', ' ').TrimEnd('*', '/', ' ');
            if (!comment.Text.StartsWith("///", StringComparison.Ordinal) && IsCode(text))
                yield return file.Fault(comment.Offset, "commented-out code");
        }
    }

    private static bool IsCode(string text) => text.Length > 0
        && (text[^1] is ';' or '{' or '}'
            || (text[^1] == ')' && Openings.Any(word => text.StartsWith(word, StringComparison.Ordinal))));

    /// <summary>Where a word stands alone.</summary>
    private static IEnumerable<int> Places(string text, string word)
    {
        for (var at = 0; (at = text.IndexOf(word, at, StringComparison.Ordinal)) >= 0; at++)
        {
            var end = at + word.Length;
            var startsInside = at > 0 && IsLetter(text[at - 1]) && IsLetter(word[0]);
            if (!startsInside && !(end < text.Length && IsLetter(text[end]) && IsLetter(word[^1]))) yield return at;
        }
    }

    private static bool IsLetter(char letter) => char.IsLetterOrDigit(letter) || letter == '_';
}
